import type { Exchange } from '../../../shared/http/exchange.ts';
import type { TokenServerLogEntry } from '../../../shared/token-server/state.ts';
import { isLineAbout } from '../token-server/log/same-request.ts';

/** The lines that the embedded server wrote about this exchange. */
export function matchServerLog(
  { connection, startedAt, timings, request }: Exchange,
  log: readonly TokenServerLogEntry[],
): readonly TokenServerLogEntry[] {
  if (!connection) return [];
  const { method, url } = request;
  const sent = { method, url, localPort: connection.localPort, startedAt, duration: timings.total };
  return log.filter((line) => isLineAbout(sent, line));
}
