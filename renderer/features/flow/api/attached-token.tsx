import type { AccessToken } from '../../../../shared/oauth/token/token.ts';
import { isDpopToken } from '../../../../shared/oauth/token/token-binding.ts';
import { isStale } from '../../../../shared/oauth/token/token-state.ts';
import { selectCurrentToken } from '../../../state/selectors/runs.ts';
import { selectInputsKey } from '../../../state/selectors/tokens.ts';
import { useAppState } from '../../../state/store.ts';
import { formatRelative } from '../../../ui/format-time.ts';
import layout from '../../../ui/layout.module.css';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useNow } from '../../../ui/use-now.ts';
import styles from './api-card.module.css';
import { AttachedProof } from './attached-proof.tsx';

/** The header that goes along by itself, and whether the token in it is still good. */
export function AttachedToken() {
  const token = useAppState(selectCurrentToken);
  return (
    <section className={layout.tightStack} aria-label="Attached token">
      <div className={styles.attached}>
        {token ? (
          <TokenLine token={token} />
        ) : (
          <div>
            <code>Authorization: Bearer …</code>
            <p>No token yet: the call is sent without one. Get one in step 2.</p>
          </div>
        )}
      </div>
      {token && <AttachedProof token={token} />}
    </section>
  );
}

function TokenLine({ token }: { readonly token: AccessToken }) {
  const stale = useAppState((state) => isStale(token, selectInputsKey(state)));
  const now = useNow(250);
  const expired = token.expiresAt !== null && token.expiresAt <= now;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <code tabIndex={0}>
        Authorization: {isDpopToken(token) ? 'DPoP' : 'Bearer'} {token.value}
      </code>
      <span className={styles.badges}>
        {stale && <StatusBadge tone="caution">stale</StatusBadge>}
        {token.revokedAt === undefined ? (
          <StatusBadge tone={expired ? 'caution' : 'good'}>
            {token.expiresAt === null
              ? 'no expiry known'
              : `${expired ? 'expired' : 'expires'} ${formatRelative(token.expiresAt, now)}`}
          </StatusBadge>
        ) : (
          <StatusBadge tone="caution">revoked</StatusBadge>
        )}
      </span>
    </>
  );
}
