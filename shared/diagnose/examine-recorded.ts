import type { Exchange } from '../http/exchange.ts';
import type { Workspace } from '../model/workspace.ts';
import type { AccessToken } from '../oauth/token/token.ts';
import { readTokenOutcome } from '../oauth/token/token-response.ts';
import { type Examination, examine } from './diagnose.ts';

/**
 * Judges a recorded exchange as of the moment it was complete: what has expired since then had not.
 *
 * @param inputs the workspace that made it.
 * @param token the token that it sent; null where it is not known.
 */
export function examineRecorded(
  exchange: Exchange,
  inputs: Workspace,
  token: AccessToken | null,
): Examination {
  const outcome = exchange.purpose === 'token' ? readTokenOutcome(exchange) : null;
  const now = exchange.startedAt + exchange.timings.total;
  return examine(exchange, { workspace: inputs, outcome, token, now });
}
