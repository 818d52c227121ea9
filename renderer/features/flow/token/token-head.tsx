import { decodeJwt, readJweHeader } from '../../../../shared/oauth/jwt/jwt.ts';
import type { AccessToken } from '../../../../shared/oauth/token/token.ts';
import { describeChanges, isStale, staleInputs } from '../../../../shared/oauth/token/token-state.ts';
import { selectInputsKey } from '../../../state/selectors/tokens.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { CountdownRing } from '../../../ui/countdown-ring.tsx';
import { formatDuration } from '../../../ui/format-duration.ts';
import { formatMoment, formatMomentAfter } from '../../../ui/format-time.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { BoundTo } from './bound-to.tsx';
import styles from './token-panel.module.css';

export interface TokenHeadProps {
  readonly token: AccessToken;
  readonly earlier: boolean;
}

/** How long it lives, of which kind it is, and what has become of it. */
export function TokenHead({ token, earlier }: TokenHeadProps) {
  const stale = useAppState((state) => isStale(token, selectInputsKey(state)));
  const workspace = useAppState(selectWorkspace);
  const { revokedAt } = token;
  return (
    <div className={styles.head}>
      <CountdownRing
        from={token.receivedAt}
        until={token.expiresAt}
        ended={revokedAt === undefined ? null : 'revoked'}
      />
      <div className={styles.facts}>
        <div className={styles.badges}>
          <strong>Access token</strong>
          <StatusBadge tone="neutral">{kindOf(token)}</StatusBadge>
          <StatusBadge tone="neutral">{token.tokenType}</StatusBadge>
          <BoundTo token={token} />
          {earlier && !token.pasted && <StatusBadge tone="neutral">from before</StatusBadge>}
          {token.pasted && <StatusBadge tone="neutral">pasted</StatusBadge>}
          {revokedAt !== undefined && <StatusBadge tone="caution">revoked</StatusBadge>}
          {stale && <StatusBadge tone="caution">stale</StatusBadge>}
        </div>
        <p className={styles.note}>{describeLifetime(token)}</p>
        {revokedAt !== undefined && (
          <p className={styles.note}>Revoked {formatMoment(revokedAt)}: the server no longer accepts it.</p>
        )}
        {stale && (
          <p className={styles.note}>
            Stale: {describeChanges(staleInputs(token, workspace))} since it was made.
          </p>
        )}
      </div>
    </div>
  );
}

/** What the text looks like; of opaque ones it means nothing. */
export function kindOf({ value }: AccessToken): string {
  if (decodeJwt(value)) return 'JWT';
  return readJweHeader(value) ? 'encrypted JWT' : 'opaque';
}

function describeLifetime({ receivedAt, expiresAt, pasted }: AccessToken): string {
  if (pasted) {
    const expiry = expiresAt === null ? 'Its expiry is unknown.' : `It expires ${formatMoment(expiresAt)}.`;
    return `Pasted ${formatMoment(receivedAt)}. ${expiry}`;
  }
  if (expiresAt === null) {
    return `Received ${formatMoment(receivedAt)}. The response has no expires_in, which is optional.`;
  }
  return `Received ${formatMoment(receivedAt)}, lives ${formatDuration(expiresAt - receivedAt)}, until ${formatMomentAfter(expiresAt, receivedAt)}.`;
}
