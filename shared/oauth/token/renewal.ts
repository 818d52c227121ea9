import type { Exchange } from '../../http/exchange.ts';
import type { Workspace } from '../../model/workspace.ts';
import { inputsKey } from './inputs-key.ts';
import type { AccessToken } from './token.ts';
import { isStale } from './token-state.ts';

/** Allows for network latency and clock differences. */
const MARGIN_MS = 10_000;

/** Limits the margin for short lifetimes, or a new token would be renewed at once. */
const MARGIN_SHARE = 0.1;

/**
 * Whether to renew the token before a call: the user allows it, and the token has expired or is about to (within ten
 * seconds, or a tenth of its lifetime if less). Never true for a stale token.
 * @param now milliseconds since the epoch.
 */
export function isDueForRenewal(token: AccessToken | null, workspace: Workspace, now: number): boolean {
  if (!workspace.renewal?.beforeExpiry || !isRenewable(token, workspace)) return false;
  const { expiresAt, receivedAt } = token;
  if (expiresAt === null) return false;
  return expiresAt - now <= Math.min(MARGIN_MS, (expiresAt - receivedAt) * MARGIN_SHARE);
}

/**
 * Whether to repeat a rejected call with a new token: the user allows it, and the diagnosis of the 401 says that a new
 * token may help. It does not help with a wrong audience, scheme or gateway.
 */
export function isRefusedForToken(
  { response }: Exchange,
  findings: readonly { readonly actions: readonly { readonly kind: string }[] }[],
  token: AccessToken | null,
  workspace: Workspace,
): boolean {
  if (!workspace.renewal?.onUnauthorized || !isRenewable(token, workspace)) return false;
  const offered = findings.some(({ actions }) => actions.some(({ kind }) => kind === 'new-token-and-retry'));
  return response?.status === 401 && offered;
}

/** A pasted token was not requested here, and a stale one is sent by the user's choice. */
function isRenewable(token: AccessToken | null, workspace: Workspace): token is AccessToken {
  return token !== null && !token.pasted && !isStale(token, inputsKey(workspace));
}
