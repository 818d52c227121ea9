import type { AppError } from '../errors.ts';
import type { Settings } from '../model/settings.ts';
import type { SavedWorkspace, Selection } from '../model/workspace.ts';
import type { ServerClientView } from '../token-server/client-view.ts';
import type { TokenServerLogEntry, TokenServerState } from '../token-server/state.ts';
import type { TokenServerSettings } from './inputs.ts';
import type { SecretStorage } from './secret-status.ts';

/** Everything the window needs for its first frame. */
export interface Bootstrap {
  readonly appVersion: string;
  /** For example `{ electron: '42.0.0', chrome: …, node: … }`. */
  readonly versions: Readonly<Record<string, string>>;
  /** True for the unofficial Electron build, used only for development and tests. */
  readonly unofficialElectron: boolean;
  readonly platform: string;
  /** The system locale for dates and numbers: `de-CH`. Empty if unknown. */
  readonly locale: string;
  readonly workspaces: readonly SavedWorkspace[];
  /** The client and the API call in use, by workspace id. */
  readonly selections: Readonly<Record<string, Selection>>;
  /** Absolute paths of workspace files, by workspace ID. */
  readonly workspaceFiles: Readonly<Record<string, string>>;
  readonly activeWorkspaceId: string;
  readonly settings: Settings;
  readonly secretStorage: SecretStorage;
  /** `workspaceId/clientKey` of every client that has a secret. */
  readonly clientsWithSecret: readonly string[];
  readonly tokenServer: {
    readonly state: TokenServerState;
    readonly settings: TokenServerSettings;
    readonly clients: readonly ServerClientView[];
    readonly log: readonly TokenServerLogEntry[];
  };
  /** Problems before the window opened, for example a damaged file that was set aside. */
  readonly notices: readonly AppError[];
  /** Where this build's releases are; null if it has none. */
  readonly releasesPage: string | null;
  /** True when the app was started with `--tutorial`. */
  readonly runTutorial: boolean;
}

/** The part known to the window's process; the services supply the rest. */
export type AboutApplication = Pick<
  Bootstrap,
  'appVersion' | 'versions' | 'unofficialElectron' | 'platform' | 'locale' | 'releasesPage' | 'runTutorial'
>;
