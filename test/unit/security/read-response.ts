import { maskExchange } from '../../../electron/core/requests/mask-exchange.ts';
import { type Examination, examine } from '../../../shared/diagnose/diagnose.ts';
import { searchText } from '../../../shared/history/search-text.ts';
import { withholdTokens } from '../../../shared/history/withhold-tokens.ts';
import type { ExchangePurpose } from '../../../shared/http/exchange.ts';
import { anExchange, aResponse, aWorkspace } from '../shared/fixtures.ts';

/** What happens to a response before it is shown and recorded; returns what is said about it. */
export function readResponse(purpose: ExchangePurpose, body: string): Examination {
  const type = body.startsWith('<') ? 'text/html' : 'application/json';
  const response = aResponse(body, { status: 200, headers: { 'content-type': type } });
  const sent = anExchange({ purpose, response });
  const exchange = maskExchange({ exchange: sent, withhold: ['Secr3t!~abc def&', 'kanarie-0123456789'] });
  const examination = examine(exchange, { workspace: aWorkspace(), now: 0 });
  withholdTokens(exchange);
  searchText({ exchange, inputs: aWorkspace(), severity: null, pinned: false });
  return examination;
}
