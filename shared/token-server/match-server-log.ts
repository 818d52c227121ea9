import type { Exchange } from '../http/exchange.ts';
import { isLineAbout } from './same-request.ts';
import type { TokenServerLogEntry } from './state.ts';

/**
 * The embedded server's log entries for this exchange. It writes one per request: of several on one connection, picks
 * the closest.
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

/** The embedded server's decision about this exchange, as logged; null without an entry. */
export function decisionAbout(exchange: Exchange, log: readonly TokenServerLogEntry[]): string | null {
  return matchServerLog(exchange, log).find(({ method }) => method !== 'TLS')?.decision ?? null;
}
