import { maskText } from '../text/sensitive-text.ts';
import type { HistoryEntry } from './entry.ts';
import { summarise } from './entry.ts';

/** Characters of each body to search: enough for any token response, bounded for downloads. */
const BODY_LIMIT = 16_384;

/** All searchable text of an entry, in lower case, without secrets. */
export function searchText(entry: HistoryEntry): string {
  const { request, response, failure } = entry.exchange;
  const { workspaceName, clientId, status, url } = summarise(entry);
  return [
    `${request.method} ${url} ${status ?? ''} ${failure?.code ?? ''} ${failure?.message ?? ''}`,
    `${workspaceName} ${clientId} ${entry.exchange.purpose}`,
    ...request.headers.map(({ name, value }) => `${name}: ${maskText(value)}`),
    request.body ? maskText(request.body).slice(0, BODY_LIMIT) : '',
    ...(response?.headers.map(([name, value]) => `${name}: ${value}`) ?? []),
    response?.body.text.slice(0, BODY_LIMIT) ?? '',
  ]
    .join('\n')
    .toLowerCase();
}

/** The words of a query; an entry must contain all of them. */
export function queryWords(query: string): readonly string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean);
}
