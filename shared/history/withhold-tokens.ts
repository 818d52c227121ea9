import {
  type Exchange,
  type HeaderField,
  type HttpRequest,
  type HttpResponse,
  redactExchange,
} from '../http/exchange.ts';
import { decodeString, walkJson } from '../json/walk-json.ts';
import { sensitiveHeader, sensitiveMember, sensitiveParameter } from '../oauth/sensitive-parameters.ts';
import { decodeForm } from '../text/form-encoding.ts';
import { SecretMatcher } from '../text/secrets/secret-matcher.ts';
import { ALL_SECRET_NAMES, MASK, type SensitiveText, type TextSpan } from '../text/sensitive-text.ts';
import { harmlessBody, isDeniedByDefault } from './harmless-body.ts';
import { isHarmlessHeader } from './harmless-names.ts';
import { maskOpaqueRuns, maskTokenShapes } from './token-shapes.ts';

/**
 * A copy for a disk that nothing encrypts, and for files that leave the computer. It holds no secret and no token: of what
 * token, introspection and revocation endpoints send on success only what is known to be harmless, of everything else
 * what is neither sensitive by its name or place nor a token that this exchange sent or received, in any encoding.
 */
export function withholdTokens(exchange: Exchange): Exchange {
  return withoutTokens(exchange, new SecretMatcher(tokensOf(exchange)));
}

function withoutTokens(exchange: Exchange, matcher: SecretMatcher): Exchange {
  const { request, response, redirects, failure, ...rest } = redactExchange(exchange, ALL_SECRET_NAMES);
  const isDenied = isDeniedByDefault(exchange.purpose, response?.status ?? 0);
  return {
    ...rest,
    request: harmlessRequest(request, matcher),
    response: response && harmlessResponse(response, exchange, { isDenied, matcher }),
    failure: failure && { ...failure, message: maskTokenShapes(matcher.mask(failure.message)) },
    ...(redirects && { redirects: redirects.map((hop) => withoutTokens(hop, matcher)) }),
  };
}

function harmlessRequest(request: HttpRequest, matcher: SecretMatcher): HttpRequest {
  return {
    ...request,
    url: harmlessUrl(request.url, matcher),
    headers: request.headers.map((field) => ({ ...field, value: harmlessField(field, matcher) })),
    body: request.body && mapText(request.body, (text) => maskTokenShapes(matcher.mask(text))),
  };
}

function harmlessField({ name, value }: HeaderField, matcher: SecretMatcher): SensitiveText {
  const sensitive = sensitiveHeader(name);
  if (sensitive?.kind === 'proof') return mapText(value, withoutSignature);
  const isMarked = value.some((span) => typeof span !== 'string');
  return sensitive && !isMarked ? [MASK] : mapText(value, (text) => maskTokenShapes(matcher.mask(text)));
}

/** A proof says what it was made for; without its signature nobody can use it. */
function withoutSignature(proof: string): string {
  const [, parts] = /^([\w-]+\.[\w-]+\.)[\w-]*$/.exec(proof) ?? [];
  return parts === undefined ? MASK : `${parts}${MASK}`;
}

function harmlessUrl(url: string, matcher: SecretMatcher): string {
  const masked = matcher
    .maskUrl(url)
    .replace(/([?&#])([^=&#]*)=([^&#]+)/g, (whole, before: string, name: string) =>
      sensitiveParameter(decodeForm(name)) ? `${before}${name}=${MASK}` : whole,
    );
  const shaped = maskTokenShapes(masked);
  return URL.canParse(shaped) ? shaped : masked;
}

function harmlessResponse(
  response: HttpResponse,
  { purpose }: Exchange,
  { isDenied, matcher }: { readonly isDenied: boolean; readonly matcher: SecretMatcher },
): HttpResponse {
  const { statusText, headers, body } = response;
  const isKeySet = purpose === 'jwks';
  return {
    ...response,
    statusText: maskTokenShapes(matcher.mask(statusText)),
    headers: headers.map(([name, value]) => [name, harmlessHeader(name, value, isDenied, matcher)] as const),
    body: { ...body, text: harmlessBody(body, { isDenied, isKeySet, matcher }) },
  };
}

function harmlessHeader(name: string, value: string, isDenied: boolean, matcher: SecretMatcher): string {
  if (/^set-cookie2?$/i.test(name)) return maskCookie(value);
  if (sensitiveHeader(name) || (isDenied && !isHarmlessHeader(name))) return value === '' ? '' : MASK;
  const masked = matcher.mask(value);
  const clean =
    /^(content-)?location$/i.test(name) && URL.canParse(masked) ? harmlessUrl(masked, matcher) : masked;
  const shaped = maskTokenShapes(clean);
  return isDenied && !/nonce/i.test(name) ? maskOpaqueRuns(shaped) : shaped;
}

/** Its name and its attributes (RFC 6265 §4.1) are no secrets. */
function maskCookie(value: string): string {
  return value.replace(/^([^=;]*)=([^;]*)/, (_, name: string) => `${name}=${MASK}`);
}

function mapText(text: SensitiveText, change: (text: string) => string): SensitiveText {
  return text.map((span): TextSpan => (typeof span === 'string' ? change(span) : span));
}

/** The secrets and tokens of a request, and the values that a response labels as tokens. All are masked wherever they appear. */
function tokensOf({ request, response, redirects = [] }: Exchange): string[] {
  const spans = [...request.headers.flatMap(({ value }) => value), ...(request.body ?? [])];
  const sent = spans.flatMap((span) =>
    typeof span === 'string' || span.value === null ? [] : [span.value, decodeForm(span.value)],
  );
  return [...sent, ...(response ? receivedTokens(response) : []), ...redirects.flatMap(tokensOf)].filter(
    (token) => token.length <= LONGEST_TOKEN && !token.includes(MASK),
  );
}

function receivedTokens({ body, headers }: HttpResponse): string[] {
  const cookies = headers.flatMap(([name, value]) =>
    /^set-cookie$/i.test(name) ? [/^[^=;]*=([^;]*)/.exec(value)?.[1] ?? ''] : [],
  );
  // One word is a token of its own, as text or as JSON.
  const whole = /^\s*"?([\w.~+/=-]{16,})"?\s*$/.exec(body.text)?.[1];
  return [...cookies, ...tokensInJson(body.text), ...(whole ? [whole] : [])];
}

/** A response names a few tokens; thousands are an attempt to make this slow. */
const MOST_TOKENS = 50;

function tokensInJson(text: string): string[] {
  if (!/^\s*[{[]/.test(text)) return [];
  const tokens = new Set<string>();
  walkJson<boolean>(text, {
    root: false,
    enter: (around, name) => around || sensitiveMember(name) !== null,
    visit: (isSensitive, { kind, start, end }) => {
      if (isSensitive && kind === 'string' && tokens.size < MOST_TOKENS)
        tokens.add(decodeString(text.slice(start, end)));
    },
  });
  return [...tokens];
}

/** Characters; beyond that a response is not the place where a token is told twice. */
const LONGEST_TOKEN = 16_384;
