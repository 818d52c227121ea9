import { type Exchange, redactExchange } from '../../../shared/http/exchange.ts';
import type { SentRequest } from './repeat-for-nonce.ts';
import { withholdEcho } from './withhold-echo.ts';

/** An exchange as the page and the history may have it: without its secrets, and where the server sent them back. */
export function shownExchange({ exchange, withhold }: Pick<SentRequest, 'exchange' | 'withhold'>): Exchange {
  return redactExchange(withholdEcho(exchange, withhold));
}
