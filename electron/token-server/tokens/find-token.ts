import type { ServerState } from '../server-state.ts';
import type { TokenStatus } from './token-store.ts';

/** What is known of a token now. One whose client has been removed is worth nothing any more. */
export function findToken(value: string, state: ServerState, now: number): TokenStatus {
  const found = state.tokens.find(value, now);
  if (found.status === 'unknown' || state.clients.find(found.token.clientId) !== undefined) return found;
  return { status: 'unknown' };
}
