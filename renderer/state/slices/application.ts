import type { AppError } from '../../../shared/errors.ts';
import type { UpdateCheck } from '../../../shared/ipc/outputs.ts';
import type { Result } from '../../../shared/result.ts';

/** The application: its startup and platform. */
export interface ApplicationSlice {
  readonly phase: 'starting' | 'ready' | 'failed';
  /** The first frame is visible: content below the fold, or in dialogs, may load. */
  readonly firstFrameShown: boolean;
  /** Why startup failed. */
  readonly startError: AppError | null;
  readonly appVersion: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly unofficialElectron: boolean;
  readonly platform: string;
  /** The system locale for dates and numbers; empty if unknown. */
  readonly locale: string;
  /** Where this build's releases are; null if it has none. */
  readonly releasesPage: string | null;
  /** What the last check for updates found; null before the first. */
  readonly updateCheck: UpdateCheckState | null;
  /** True when the app was started with `--tutorial`. */
  readonly runTutorial: boolean;
}

type UpdateCheckState =
  | { readonly status: 'running' }
  | { readonly status: 'done'; readonly result: Result<UpdateCheck, AppError> };

export const initialApplication: ApplicationSlice = {
  phase: 'starting',
  firstFrameShown: false,
  startError: null,
  appVersion: '',
  versions: {},
  unofficialElectron: false,
  platform: '',
  locale: '',
  releasesPage: null,
  updateCheck: null,
  runTutorial: false,
};
