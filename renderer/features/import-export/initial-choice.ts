import type { Exchange } from '../../../shared/http/exchange.ts';

/** A file with more entries is a browser's record of whole pages. */
const FEW = 40;

/** All of a short file; of a long one what has to do with OAuth, rather than each picture of a page. */
export function initialChoice(exchanges: readonly Exchange[]): ReadonlySet<string> {
  const oauth = exchanges.filter(({ purpose }) => purpose !== 'api');
  const chosen = exchanges.length > FEW && oauth.length > 0 ? oauth : exchanges;
  return new Set(chosen.map(({ id }) => id));
}
