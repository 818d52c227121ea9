import { type Exchange, redactExchange } from '../http/exchange.ts';
import { MASK } from '../text/sensitive-text.ts';

/** Members of a JSON answer that are as good as a secret while they live (RFC 6749 §5.1, OpenID Connect Core). */
const TOKEN_MEMBERS =
  /("(?:access_token|refresh_token|id_token|client_secret)"\s*:\s*)"[^"\\]*(?:\\.[^"\\]*)*"?/g;

/** A bare JWT as a whole body (Curity's phantom token, RFC 9701). */
const BARE_JWT = /^\s*[\w-]+\.[\w-]+\.[\w-]*\s*$/;

/** A copy for a disk that nothing encrypts: no client secret, no access token, neither sent nor received. */
export function withholdTokens(exchange: Exchange): Exchange {
  const { request, response, redirects, ...rest } = redactExchange(exchange, [
    'CLIENT_SECRET',
    'CLIENT_ASSERTION',
    'ACCESS_TOKEN',
    'VARIABLE',
  ]);
  return {
    ...rest,
    request,
    response: response && { ...response, body: redactBody(response.body) },
    ...(redirects && { redirects: redirects.map(withholdTokens) }),
  };
}

function redactBody<B extends { readonly text: string }>(body: B): B {
  const text = BARE_JWT.test(body.text) ? MASK : body.text.replace(TOKEN_MEMBERS, `$1"${MASK}"`);
  return { ...body, text };
}
