import type { Exchange } from '../http/exchange.ts';
import type { Workspace } from '../model/workspace.ts';
import type { AccessToken } from '../oauth/token/token.ts';
import { readTokenOutcome } from '../oauth/token/token-response.ts';
import { decisionAbout } from '../token-server/match-server-log.ts';
import type { TokenServerLogEntry } from '../token-server/state.ts';
import { type Examination, examine } from './diagnose.ts';

/** What is known beside the exchange. */
export interface Recollection {
  /** The workspace that made it. */
  readonly inputs: Workspace;
  /** The token that it sent; null where it is not known. */
  readonly token: AccessToken | null;
  /** The log of the built-in token server. */
  readonly log: readonly TokenServerLogEntry[];
}

/** Judges a recorded exchange as of the moment it was complete: what has expired since then had not. */
export function examineRecorded(exchange: Exchange, { inputs, log, token }: Recollection): Examination {
  const outcome = exchange.purpose === 'token' ? readTokenOutcome(exchange) : null;
  const now = exchange.startedAt + exchange.timings.total;
  // A repeated request is the news; the log only has the reason.
  const isAsked = inputs.kind === 'built-in' && !exchange.repeatedBy;
  const serverLog = isAsked ? decisionAbout(exchange, log) : null;
  return examine(exchange, { workspace: inputs, outcome, token, now, serverLog });
}
