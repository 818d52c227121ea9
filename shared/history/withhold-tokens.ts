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
 * A copy for unencrypted storage and for exported files, without secrets or tokens. Token, introspection and revocation
 * responses keep only known harmless parts. Everywhere else, sensitive names and places are masked, and every token
 * this exchange sent or received, in any encoding.
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

/** A proof shows its claims; without the signature it is useless. */
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

/** Names and attributes (RFC 6265 §4.1) are not secret. */
function maskCookie(value: string): string {
  return value.replace(/^([^=;]*)=([^;]*)/, (_, name: string) => `${name}=${MASK}`);
}

function mapText(text: SensitiveText, change: (text: string) => string): SensitiveText {
  return text.map((span): TextSpan => (typeof span === 'string' ? change(span) : span));
}

/**
 * The secrets and tokens of a request, and the values a response labels as tokens. All are masked wherever they appear.
 */
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
  // A single word is itself a token, as text or JSON.
  const whole = /^\s*"?([\w.~+/=-]{16,})"?\s*$/.exec(body.text)?.[1];
  return [...cookies, ...tokensInJson(body.text), ...(whole ? [whole] : [])];
}

/** A response contains a few tokens; thousands would be an attack on performance. */
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

/** Characters; longer responses are unlikely to repeat a token. */
const LONGEST_TOKEN = 16_384;
