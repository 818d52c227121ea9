import type { TokenServerConfig } from '../../../shared/token-server/config.ts';
import type { TokenServerLogEntry, TokenServerState } from '../../../shared/token-server/state.ts';

/** What the main process asks of the token server's process. Secrets cross only as hashes. */
export type ParentMessage =
  | { readonly type: 'start'; readonly config: TokenServerConfig; readonly dataDir: string }
  /** Acts at once on a running server; a changed address moves it. */
  | { readonly type: 'configure'; readonly config: TokenServerConfig }
  /** The process ends by itself when it has stopped. */
  | { readonly type: 'stop' };

/** What the token server's process tells the main process. */
export type ChildMessage =
  | { readonly type: 'state'; readonly state: TokenServerState }
  | { readonly type: 'log'; readonly entries: readonly TokenServerLogEntry[] };

/** Whether a message is one of ours: a process may also carry others' (developer tools, for one). */
export function isParentMessage(message: unknown): message is ParentMessage {
  return hasType(message, ['start', 'configure', 'stop']);
}

export function isChildMessage(message: unknown): message is ChildMessage {
  return hasType(message, ['state', 'log']);
}

function hasType(message: unknown, types: readonly string[]): boolean {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false;
  return typeof message.type === 'string' && types.includes(message.type);
}
