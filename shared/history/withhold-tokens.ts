import { type Exchange, type HttpRequest, type HttpResponse, redactExchange } from '../http/exchange.ts';
import { encodeForm } from '../text/form-encoding.ts';
import { ALL_SECRET_NAMES, MASK } from '../text/sensitive-text.ts';

/** A copy for a disk that nothing encrypts: no client secret, no access token, neither sent nor received. */
export function withholdTokens(exchange: Exchange): Exchange {
  const { request, response, redirects, ...rest } = redactExchange(exchange, ALL_SECRET_NAMES);
  return {
    ...rest,
    request,
    response: response && redactResponse(response, sentTokens(exchange.request)),
    ...(redirects && { redirects: redirects.map(withholdTokens) }),
  };
}

function redactResponse(response: HttpResponse, sent: readonly string[]): HttpResponse {
  const { headers, body } = response;
  const withoutEcho = (text: string) => sent.reduce((left, token) => left.replaceAll(token, MASK), text);
  return {
    ...response,
    headers: headers.map(([name, value]) => [name, withoutEcho(redactText(value))] as const),
    body: { ...body, text: withoutEcho(redactBody(body.text)) },
  };
}

/** Shorter ones are words by chance. */
const MIN_LENGTH = 6;

/** The tokens of a request, as an API that shows what it got may write them. */
function sentTokens({ headers, body }: HttpRequest): string[] {
  const spans = [...headers.flatMap(({ value }) => value), ...(body ?? [])];
  const tokens = spans.flatMap((span) =>
    typeof span !== 'string' && span.name === 'ACCESS_TOKEN' && span.value !== null ? [span.value] : [],
  );
  return tokens.filter((token) => token.length >= MIN_LENGTH).flatMap((token) => [token, encodeForm(token)]);
}

/** What holds a token, by its name (RFC 6749 §5.1, OpenID Connect Core), however a server writes it: `accessToken`, `jwt`. */
const NAME = '[\\w.-]{0,40}(?:token|jwt|client_?secret)';
const MEMBERS = new RegExp(`("${NAME}"\\s*:\\s*)"[^"\\\\]*(?:\\\\.[^"\\\\]*)*"?`, 'gi');
const ELEMENTS = new RegExp(`(<${NAME}>)[^<]*`, 'gi');
/** In a form, and in the address of a redirect. */
const PARAMETERS = new RegExp(`((?:^|[?&#;])${NAME}=)[^&#\\s"'<>]*`, 'gim');

/** A JWT, or one that is encrypted, wherever it stands: both begin with `{"`. */
const JWT = /(?<![\w-])eyJ[\w-]+(?:\.[\w-]*){2,4}/g;

/** A bare JWT as a whole body (Curity's phantom token, RFC 9701), as text or as JSON. */
const BARE_JWT = /^\s*"?[\w-]+\.[\w-]+\.[\w-]*"?\s*$/;

function redactBody(text: string): string {
  return BARE_JWT.test(text)
    ? MASK
    : redactText(text).replace(MEMBERS, `$1"${MASK}"`).replace(ELEMENTS, `$1${MASK}`);
}

function redactText(text: string): string {
  return text.replace(PARAMETERS, `$1${MASK}`).replace(JWT, MASK);
}
