import type { Exchange } from '../http/exchange.ts';
import { isLineAbout } from './same-request.ts';
import type { TokenServerLogEntry } from './state.ts';

/**
 * The lines that the embedded server wrote about this exchange. It writes one for each request: of several alike on one
 * connection, the one that is nearest.
 */
export function matchServerLog(
  { connection, startedAt, timings, request }: Exchange,
  log: readonly TokenServerLogEntry[],
): readonly TokenServerLogEntry[] {
  if (!connection) return [];
  const { method, url } = request;
  const sent = { method, url, localPort: connection.localPort, startedAt, duration: timings.total };
  const lines = log.filter((line) => isLineAbout(sent, line));
  const distance = ({ at }: TokenServerLogEntry) => Math.abs(at - startedAt);
  const [nearest] = lines
    .filter(({ method: kind }) => kind !== 'TLS')
    .toSorted((one, other) => distance(one) - distance(other));
  return lines.filter((line) => line.method === 'TLS' || line === nearest);
}

/** What the embedded server decided about this exchange, in its log's words; null without a line about it. */
export function decisionAbout(exchange: Exchange, log: readonly TokenServerLogEntry[]): string | null {
  return matchServerLog(exchange, log).find(({ method }) => method !== 'TLS')?.decision ?? null;
}
