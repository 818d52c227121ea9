import type { HistorySummary } from '../../../../shared/history/entry.ts';
import { isLineAbout, LATE_MS } from '../../../../shared/token-server/same-request.ts';
import type { TokenServerLogEntry } from '../../../../shared/token-server/state.ts';

/**
 * The exchanges of the history that lines of the log are about: exchange ids by line numbers. Other programs' requests
 * have none. Of several alike on one connection, the one that began nearest to the line.
 */
export function linkExchanges(
  log: readonly TokenServerLogEntry[],
  history: readonly HistorySummary[],
): ReadonlyMap<number, string> {
  const links = new Map<number, string>();
  const [oldest] = log;
  if (!oldest) return links;
  const byPort = groupByPort(history, oldest.at - LATE_MS);
  for (const line of log) {
    const nearest = findNearest(line, byPort.get(line.remotePort) ?? []);
    if (nearest) links.set(line.id, nearest.id);
  }
  return links;
}

function findNearest(
  line: TokenServerLogEntry,
  exchanges: readonly HistorySummary[],
): HistorySummary | undefined {
  const distance = ({ startedAt }: HistorySummary) => Math.abs(startedAt - line.at);
  return exchanges
    .filter((exchange) => isLineAbout(exchange, line))
    .toSorted((one, other) => distance(one) - distance(other))[0];
}

/** Only what can have been under way since then: the history may be ten times as long as the log. */
function groupByPort(
  history: readonly HistorySummary[],
  since: number,
): ReadonlyMap<number, readonly HistorySummary[]> {
  const groups = new Map<number, HistorySummary[]>();
  for (const exchange of history) {
    const { duration, localPort, startedAt } = exchange;
    if (localPort === null || startedAt + duration < since) continue;
    const group = groups.get(localPort);
    if (group) group.push(exchange);
    else groups.set(localPort, [exchange]);
  }
  return groups;
}
