import type { TokenServerConfig } from '../../../shared/token-server/config.ts';
import type { Fault } from '../../../shared/token-server/faults.ts';
import type { TokenServerLogEntry, TokenServerState } from '../../../shared/token-server/state.ts';

/** What the main process asks of the token server's process. Secrets cross only hashed or sealed. */
export type ParentMessage =
  | { readonly type: 'start'; readonly config: TokenServerConfig; readonly dataDir: string }
  /** Acts at once on a running server; a changed address moves it. */
  | { readonly type: 'configure'; readonly config: TokenServerConfig }
  /** Takes the place of a fault with the same id. */
  | { readonly type: 'arm-fault'; readonly fault: Fault }
  /** The fault with this id, or all of them. */
  | { readonly type: 'disarm-faults'; readonly id: string | null }
  /** New keys sign tokens from now on. */
  | { readonly type: 'rotate-keys' }
  /** The process ends by itself when it has stopped. */
  | { readonly type: 'stop' };

/** What the token server's process tells the main process. */
export type ChildMessage =
  | { readonly type: 'state'; readonly state: TokenServerState }
  | { readonly type: 'log'; readonly entries: readonly TokenServerLogEntry[] };

const PARENT_MESSAGES: readonly ParentMessage['type'][] = [
  'start',
  'configure',
  'arm-fault',
  'disarm-faults',
  'rotate-keys',
  'stop',
];

/** Whether a message is one of ours: a process may also carry others' (developer tools, for one). */
export function isParentMessage(message: unknown): message is ParentMessage {
  return hasType(message, PARENT_MESSAGES);
}

export function isChildMessage(message: unknown): message is ChildMessage {
  return hasType(message, ['state', 'log']);
}

function hasType(message: unknown, types: readonly string[]): boolean {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false;
  return typeof message.type === 'string' && types.includes(message.type);
}
