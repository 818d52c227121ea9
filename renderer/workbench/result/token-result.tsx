import { TokenHead } from '../../features/flow/token/token-head.tsx';
import styles from './result.module.css';
import { NewTokenButton, TokenButtons, useIsExpired } from './token-buttons.tsx';
import { TokenTab } from './token-tab.tsx';
import type { ResultSubject } from './use-result.ts';

/** A token without its response: one that was pasted, or one of an earlier request. */
export function TokenResult({ subject: { token } }: { readonly subject: ResultSubject }) {
  const isExpired = useIsExpired(token);
  if (!token) return <p className={styles.empty}>The response appears here.</p>;
  return (
    <section className={styles.response} aria-label="Kept token">
      <div className={styles.verdict} data-tone={isExpired ? 'caution' : 'neutral'}>
        <div className={styles.words}>
          <TokenHead token={token} earlier={false} />
          <div className={styles.buttons}>
            {isExpired && !token.pasted && <NewTokenButton />}
            <TokenButtons token={token} />
          </div>
        </div>
      </div>
      <div className={styles.pane}>
        <TokenTab token={token} />
      </div>
    </section>
  );
}
