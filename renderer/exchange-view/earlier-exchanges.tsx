import type { Exchange } from '../../shared/http/exchange.ts';
import { InspectButton } from '../features/inspector/inspect-button.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { describeStatus } from './describe-status.ts';
import styles from './earlier-exchanges.module.css';

/** Requests that were repeated with the nonce the server required. */
export function EarlierExchanges({ exchanges }: { readonly exchanges: readonly Exchange[] }) {
  // A renewed token has its own note.
  const asked = exchanges.filter(({ repeatedBy }) => repeatedBy?.reason === 'dpop-nonce');
  if (asked.length === 0) return null;
  return (
    <ol className={styles.earlier} aria-label="Sent before">
      {asked.map((exchange) => {
        const { text, tone } = describeStatus(exchange);
        return (
          <li key={exchange.id}>
            <StatusBadge tone={tone}>{text}</StatusBadge>
            <span>The server asked for a nonce; the request was sent again with it.</span>
            <InspectButton exchangeId={exchange.id} label="The first request" />
          </li>
        );
      })}
    </ol>
  );
}
