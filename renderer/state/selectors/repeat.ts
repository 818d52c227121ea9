import { isLoopbackHost } from '../../../shared/http/target-url.ts';
import type { RepeatTarget } from '../../../shared/repeat/limits.ts';
import { NO_REPEAT, type RepeatState, repeatKey } from '../slices/repeat.ts';
import type { AppState } from '../store.ts';
import { selectWorkspace } from './workspaces.ts';

/** For the active workspace. */
export function selectRepeat(state: AppState, target: RepeatTarget): RepeatState {
  return state.repeat.byTarget[repeatKey(selectWorkspace(state).id, target)] ?? NO_REPEAT;
}

/** The remote host of the previewed request, or null if it is this computer. */
export function selectRemoteHost(
  { previews: { token: tokenPreview, api: apiPreview } }: AppState,
  target: RepeatTarget,
): string | null {
  const url = (target === 'token' ? tokenPreview : apiPreview)?.request?.url ?? '';
  if (!URL.canParse(url)) return null;
  const { hostname } = new URL(url);
  return isLoopbackHost(hostname) ? null : hostname;
}
