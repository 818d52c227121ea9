import { namesOfKeys } from '../../../shared/model/commands.ts';
import type { AppState } from '../store.ts';

export function selectIsMac({ application: { platform } }: AppState): boolean {
  return platform === 'darwin';
}

/** What this keyboard writes on the key of most shortcuts: `Ctrl`, or `⌘`. */
export function selectModifier(state: AppState): string {
  return namesOfKeys('CmdOrCtrl', selectIsMac(state)).join('');
}
