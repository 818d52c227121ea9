import { useMemo } from 'react';
import { decodeJwt } from '../../../../shared/oauth/jwt.ts';
import type { AccessToken } from '../../../../shared/oauth/token.ts';
import { describeChanges, isStale, staleInputs } from '../../../../shared/oauth/token-state.ts';
import { copyText } from '../../../state/actions/clipboard.ts';
import { selectInputsKey } from '../../../state/selectors/tokens.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { CountdownRing } from '../../../ui/countdown-ring.tsx';
import { formatDuration } from '../../../ui/format-duration.ts';
import { formatMoment } from '../../../ui/format-time.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { JwtView } from './jwt-view.tsx';
import { ScopeComparison } from './scope-comparison.tsx';
import styles from './token-panel.module.css';

export interface TokenPanelProps {
  readonly token: AccessToken;
  /** The last request did not bring this one. */
  readonly earlier: boolean;
}

/** The token at hand: how long it lives, what it is for, what it says of itself. */
export function TokenPanel({ token, earlier }: TokenPanelProps) {
  const jwt = useMemo(() => decodeJwt(token.value), [token.value]);
  const stale = useAppState((state) => isStale(token, selectInputsKey(state)));
  const workspace = useAppState(selectWorkspace);
  return (
    <section className={styles.panel} aria-label="Access token">
      <div className={styles.head}>
        <CountdownRing from={token.receivedAt} until={token.expiresAt} />
        <div className={styles.facts}>
          <div className={styles.badges}>
            <strong>Access token</strong>
            <StatusBadge tone="neutral">{jwt ? 'JWT' : 'opaque'}</StatusBadge>
            <StatusBadge tone="neutral">{token.tokenType}</StatusBadge>
            {earlier && !token.pasted && <StatusBadge tone="neutral">from before</StatusBadge>}
            {token.pasted && <StatusBadge tone="neutral">pasted</StatusBadge>}
            {stale && <StatusBadge tone="caution">stale</StatusBadge>}
          </div>
          <p className={styles.note}>{describeLifetime(token)}</p>
          {stale && (
            <p className={styles.note}>
              Stale: {describeChanges(staleInputs(token, workspace))} since it was made.
            </p>
          )}
        </div>
      </div>
      <div className={styles.value}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <code tabIndex={0}>{token.value}</code>
        <CopyButton label="Copy token" copy={() => copyText(token.value)} />
      </div>
      {!token.pasted && <ScopeComparison requested={token.requestedScopes} granted={token.grantedScopes} />}
      {jwt ? (
        <JwtView jwt={jwt} />
      ) : (
        <p className={styles.note}>
          An opaque token says nothing by itself, and its shape means nothing: the API asks the server what it
          is good for.
        </p>
      )}
    </section>
  );
}

function describeLifetime({ receivedAt, expiresAt, pasted }: AccessToken): string {
  if (pasted) {
    const expiry =
      expiresAt === null ? 'When it expires is not known.' : `It expires ${formatMoment(expiresAt)}.`;
    return `Pasted ${formatMoment(receivedAt)}. ${expiry}`;
  }
  if (expiresAt === null) {
    return `Received ${formatMoment(receivedAt)}. The server did not say how long it lives (expires_in is optional).`;
  }
  return `Received ${formatMoment(receivedAt)}, lives ${formatDuration(expiresAt - receivedAt)}, until ${formatMoment(expiresAt)}.`;
}
