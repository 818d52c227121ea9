import { VisuallyHidden } from '@mantine/core';
import { Fragment } from 'react';
import { showResult } from '../../state/actions/workbench.ts';
import { selectCurrentToken } from '../../state/selectors/runs.ts';
import { store, useAppState } from '../../state/store.ts';
import { formatCountdown } from '../../ui/format-duration.ts';
import { MiniRing } from '../../ui/mini-ring.tsx';
import { useNow } from '../../ui/use-now.ts';
import { resultOf } from '../result/shown.ts';
import styles from './timeline.module.css';
import type { TimelineExchange } from './timeline-exchange.ts';

/** As many as a narrow window has room for. */
const SHOWN = 5;

/** The timeline in one line: the last exchanges, and the time that the token has left. */
export function Strip({ exchanges }: { readonly exchanges: readonly TimelineExchange[] }) {
  return (
    <div className={styles.strip}>
      <b className={styles.title}>Timeline</b>
      {exchanges.length === 0 && <span className={styles.quiet}>· Nothing sent yet</span>}
      {exchanges.slice(-SHOWN).map((exchange, index) => (
        <Fragment key={exchange.id}>
          <span className={styles.quiet} aria-hidden="true">
            {index === 0 ? '·' : '→'}
          </span>
          <button
            type="button"
            className={styles.short}
            data-tone={exchange.tone}
            onClick={() => showResult(resultOf(exchange.id, store.getState()))}
          >
            {exchange.name} <span className={styles.status}>{exchange.status}</span>
            <VisuallyHidden>{`${exchange.reason}, ${exchange.note} ${exchange.more}`}</VisuallyHidden>
          </button>
        </Fragment>
      ))}
      <TimeLeft />
    </div>
  );
}

function TimeLeft() {
  const token = useAppState(selectCurrentToken);
  const now = useNow(1_000, token?.expiresAt != null);
  if (token?.expiresAt == null || token.revokedAt !== undefined || token.expiresAt <= now) return null;
  return (
    <span className={styles.timeLeft}>
      <span className={styles.quiet} aria-hidden="true">
        ·
      </span>
      <MiniRing from={token.receivedAt} until={token.expiresAt} now={now} />
      {formatCountdown(token.expiresAt - now)} left
    </span>
  );
}
