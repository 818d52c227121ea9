import type { Exchange } from '../../http/exchange.ts';
import type { Workspace } from '../../model/workspace.ts';
import { inputsKey } from './inputs-key.ts';
import type { AccessToken } from './token.ts';
import { isStale } from './token-state.ts';

/** What the way to the API and two clocks may take. */
const MARGIN_MS = 10_000;

/** Of a short life the margin is a part, or the token would be renewed as soon as it came. */
const MARGIN_SHARE = 0.1;

/**
 * Whether a call is to get a new token first, by the person's choice: the token has expired, or will within the margin
 * (ten seconds, or a tenth of its life if that is less). Never true for a token that today's inputs would not make.
 *
 * @param now milliseconds since the epoch.
 */
export function isDueForRenewal(token: AccessToken | null, workspace: Workspace, now: number): boolean {
  if (!workspace.renewal?.beforeExpiry || !isRenewable(token, workspace)) return false;
  const { expiresAt, receivedAt } = token;
  if (expiresAt === null) return false;
  return expiresAt - now <= Math.min(MARGIN_MS, (expiresAt - receivedAt) * MARGIN_SHARE);
}

/**
 * Whether a refused call is to be made once more with a new token, by the person's choice: a 401 of which the diagnosis
 * says that a new token may help. Another audience, scheme or gateway is nothing that a new token of the same kind mends.
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

/** Nothing here made a pasted token, and a stale one is sent because the person said so. */
function isRenewable(token: AccessToken | null, workspace: Workspace): token is AccessToken {
  return token !== null && !token.pasted && !isStale(token, inputsKey(workspace));
}
