import { namesOfKeys } from '../../../shared/model/commands.ts';
import type { AppState } from '../store.ts';

export function selectIsMac({ application: { platform } }: AppState): boolean {
  return platform === 'darwin';
}

/** The keyboard's modifier for shortcuts: `Ctrl`, or `⌘`. */
export function selectModifier(state: AppState): string {
  return namesOfKeys('CmdOrCtrl', selectIsMac(state)).join('');
}
