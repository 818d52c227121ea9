import type { Exchange } from '../../../shared/http/exchange.ts';
import type { TokenServerLogEntry } from '../../../shared/token-server/state.ts';

/** The two processes share a clock; a busy machine may write a line a little later. */
const TOLERANCE_MS = 1_000;

/**
 * The lines that the embedded server wrote about this exchange: of the same connection (our port is its peer's) and
 * within the exchange's time, because a connection that is kept alive carries several.
 */
export function matchServerLog(
  { connection, startedAt, timings, request }: Exchange,
  log: readonly TokenServerLogEntry[],
): readonly TokenServerLogEntry[] {
  if (!connection) return [];
  const end = startedAt + timings.total;
  const path = URL.canParse(request.url) ? new URL(request.url).pathname : request.url;
  return log.filter(
    ({ remotePort, at, method, path: logged }) =>
      remotePort === connection.localPort &&
      at >= startedAt - TOLERANCE_MS &&
      at <= end + TOLERANCE_MS &&
      // A line of a handshake has no request.
      (method === 'TLS' || (method === request.method && logged.split('?')[0] === path)),
  );
}
