import type { TokenServerConfig } from '../../../shared/token-server/config.ts';
import type { Fault } from '../../../shared/token-server/faults.ts';
import type { TokenServerLogEntry, TokenServerState } from '../../../shared/token-server/state.ts';

/** Messages from the main process to the token server's process. Secrets cross only hashed or sealed. */
export type ParentMessage =
  | { readonly type: 'start'; readonly config: TokenServerConfig; readonly dataDir: string }
  /** Applies at once to a running server; a changed address moves it. */
  | { readonly type: 'configure'; readonly config: TokenServerConfig }
  /** Replaces a fault with the same ID. */
  | { readonly type: 'arm-fault'; readonly fault: Fault }
  /** The fault with this id, or all of them. */
  | { readonly type: 'disarm-faults'; readonly id: string | null }
  /** Signs with new keys from now on. */
  | { readonly type: 'rotate-keys' }
  /** The process exits after stopping. */
  | { readonly type: 'stop' };

/** Messages from the token server's process to the main process. */
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

/** Whether a message is ours: the port may carry others' (for example developer tools). */
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
