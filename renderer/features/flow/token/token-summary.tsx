import { selectCurrentToken, selectTokenRun } from '../../../state/selectors/runs.ts';
import { useAppState } from '../../../state/store.ts';
import { formatRelative } from '../../../ui/format-time.ts';
import { useNow } from '../../../ui/use-now.ts';

/** The closed card in a line: what went wrong, or how long the token lives. */
export function TokenSummary() {
  const { result } = useAppState(selectTokenRun);
  const token = useAppState(selectCurrentToken);
  const now = useNow(1_000, token !== null);
  const finding = result && !result.token ? result.findings[0] : undefined;
  if (finding) return finding.title;
  if (!token) return 'No token yet';
  if (token.revokedAt !== undefined) return `Token revoked ${formatRelative(token.revokedAt, now)}`;
  if (token.expiresAt === null) return 'Token without a known expiry';
  const expired = token.expiresAt <= now;
  return `Token ${expired ? 'expired' : 'expires'} ${formatRelative(token.expiresAt, now)}`;
}
