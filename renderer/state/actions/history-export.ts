import { buildCurl } from '../../../shared/curl/write/build-curl.ts';
import { curlConnection } from '../../../shared/curl/write/curl-connection.ts';
import { exchangesToHar } from '../../../shared/formats/har/exchanges-to-har.ts';
import type { HistoryEntry } from '../../../shared/history/entry.ts';
import type { Exchange } from '../../../shared/http/exchange.ts';
import { invoke } from '../../api.ts';
import { store } from '../store.ts';
import { copyText } from './clipboard.ts';
import { saveFile } from './files.ts';
import { getHistoryEntry } from './history.ts';
import { reportFailure } from './notices.ts';

/** Entries fetched at a time: enough to be fast, few enough to stay responsive. */
const BATCH = 50;

/** Copies the equivalent curl command, with secrets as variables. */
export function copyEntryCurl(
  { exchange, inputs }: HistoryEntry,
  shell: 'bash' | 'powershell',
): Promise<boolean> {
  return copyText(buildCurl(exchange.request, { shell, ...curlConnection(inputs) }));
}

export function copyHar(exchanges: readonly Exchange[]): Promise<boolean> {
  return copyText(harText(exchanges));
}

/** Saves entries as one HAR file, with secrets and tokens masked. */
export async function exportHar(ids: readonly string[]): Promise<boolean> {
  const exchanges: Exchange[] = [];
  for (let start = 0; start < ids.length; start += BATCH) {
    const batch = await Promise.all(ids.slice(start, start + BATCH).map(getHistoryEntry));
    for (const result of batch) {
      // An entry evicted meanwhile does not fail the export.
      if (result.ok) exchanges.push(result.value.exchange);
      else if (result.error.code !== 'config.not-found') return reportFailure(result);
    }
  }
  return await saveFile(harName(exchanges), harText(exchanges));
}

function harText(exchanges: readonly Exchange[]): string {
  const har = exchangesToHar(exchanges, { creatorVersion: store.getState().application.appVersion });
  return `${JSON.stringify(har, null, 2)}\n`;
}

function harName(exchanges: readonly Exchange[]): string {
  const [only] = exchanges;
  if (exchanges.length !== 1 || !only || !URL.canParse(only.request.url)) return 'credence-history.har';
  return `${only.purpose}-${new URL(only.request.url).hostname}.har`;
}

/** Saves exchanges as an HTML report, oldest first. The main process masks secrets and tokens. */
export async function shareReport(ids: readonly string[]): Promise<void> {
  const {
    history: { entries: history },
    runs: { api: apiRuns },
  } = store.getState();
  const startedAt = new Map(history?.map((each) => [each.id, each.startedAt]));
  const callIds = new Map(
    Object.values(apiRuns).map(({ result, callId }) => [result?.exchange.id, callId ?? null]),
  );
  const exchanges = ids
    .toSorted((one, other) => (startedAt.get(one) ?? 0) - (startedAt.get(other) ?? 0))
    .map((id) => ({ id, callId: callIds.get(id) ?? null }));
  reportFailure(await invoke('report.save', { exchanges }));
}
