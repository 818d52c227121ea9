import type { Exchange } from '../../shared/http/exchange.ts';
import { maskQuery } from '../../shared/http/mark-query.ts';
import { formatDuration } from '../ui/format-duration.ts';
import { useLongList } from '../ui/long-list.tsx';
import styles from './redirect-chain.module.css';

/** The hops that led to this response, first to last. */
export function RedirectChain({ exchange }: { readonly exchange: Exchange }) {
  const { redirects = [], request } = exchange;
  const { shown, more } = useLongList(redirects);
  if (redirects.length === 0) return null;
  const sentToken = (hop: Exchange) =>
    hop.request.headers.some(({ name }) => name.toLowerCase() === 'authorization');
  return (
    <ol className={styles.chain} aria-label="Redirects">
      {shown.map((hop) => (
        <li key={hop.id}>
          <b>{hop.response?.status}</b>
          <code>
            {hop.request.method} {maskQuery(hop.request.url)}
          </code>
          <span>{formatDuration(hop.timings.total)}</span>
        </li>
      ))}
      {more && <li>{more}</li>}
      <li>
        <b>→</b>
        <code>
          {request.method} {maskQuery(request.url)}
        </code>
        {redirects.some(sentToken) && !sentToken(exchange) && <span>without the Authorization header</span>}
      </li>
    </ol>
  );
}
