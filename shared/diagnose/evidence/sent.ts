import type { HttpRequest } from '../../http/exchange.ts';
import { headerValue } from '../../http/header-fields.ts';
import { basicCredentialsOf, decodeBasic } from '../../oauth/methods/basic.ts';
import { parseForm } from '../../text/form-encoding.ts';
import { MASK, maskText, type SensitiveText } from '../../text/sensitive-text.ts';

/** The shape of a request, whatever it is for: what it was sent as, and what was in the wrong place. */
export interface Sent {
  readonly method: string;
  readonly body: 'none' | 'form' | 'json' | 'xml' | 'other';
  /** The media type that the body is labelled with, lower case; null without a label. */
  readonly label: string | null;
  /** Parameters in the URL, secrets masked. */
  readonly urlParameters: readonly (readonly [name: string, value: string])[];
  /** Values of grant_type in the body. */
  readonly grants: readonly string[];
  /** Parameters that stand more than once and may not (RFC 6749 §3.2); `resource` and `audience` may (RFC 8707 §2). */
  readonly repeated: readonly string[];
  /** The scheme of the Authorization header, lower case; null without one. */
  readonly scheme: string | null;
  /** How many Authorization fields there are. */
  readonly authorizations: number;
  /** Whether Basic credentials are base64 of `id:secret`. True where they are withheld or there are none. */
  readonly basicReadable: boolean;
  /** The members of a JSON body. */
  readonly jsonNames: readonly string[];
  /** A header other than Authorization that looks as if it were to carry the token; null without one. */
  readonly tokenHeader: string | null;
  /** Whether the Authorization header holds a scheme that is known and nothing after it. */
  readonly schemeAlone: boolean;
  /** Whether more than a bare token follows the scheme: quotes, spaces, the scheme again. */
  readonly tokenOdd: boolean;
  /** Whether the form has a `%` that begins no escape. */
  readonly badEscape: boolean;
}

export function readSent(request: HttpRequest): Sent {
  const text = request.body ? maskText(request.body) : '';
  const trimmed = text.trim();
  const body =
    trimmed === ''
      ? 'none'
      : /^[[{]/.test(trimmed)
        ? 'json'
        : trimmed.startsWith('<')
          ? 'xml'
          : /^[^=&\s]+=/.test(trimmed)
            ? 'form'
            : 'other';
  const parameters = body === 'form' ? parseForm(text) : [];
  const names = parameters.map(([name]) => name);
  const label = headerValue(request.headers, 'content-type');
  const authorization = headerValue(request.headers, 'authorization');
  const url = URL.canParse(request.url) ? new URL(request.url) : null;
  return {
    method: request.method.toUpperCase(),
    body,
    label: label ? maskText(label).split(';')[0]?.trim().toLowerCase() || null : null,
    urlParameters: url ? parseForm(url.search.slice(1)) : [],
    grants: parameters.filter(([name]) => name === 'grant_type').map(([, value]) => value),
    repeated: [
      ...new Set(names.filter((name, index) => names.indexOf(name) !== index && !MAY_REPEAT.has(name))),
    ],
    scheme: schemeOf(authorization),
    authorizations: request.headers.filter(({ name }) => name.toLowerCase() === 'authorization').length,
    basicReadable: isBasicReadable(authorization),
    jsonNames:
      body === 'json'
        ? [...trimmed.slice(0, 10_000).matchAll(/"([^"\\]{1,60})"\s*:/g)].map(([, name = '']) => name)
        : [],
    tokenHeader: request.headers.find(({ name }) => TOKEN_HEADER.test(name))?.name ?? null,
    schemeAlone: /^(bearer|dpop|basic|token)$/i.test(plainOf(authorization).trim()),
    tokenOdd: /^(bearer|dpop)\s+(?=.*[\s"'<>{}])\S/i.test(plainOf(authorization).trim()),
    badEscape: body === 'form' && /%(?![0-9a-f]{2})/i.test(plainOf(request.body ?? undefined)),
  };
}

const TOKEN_HEADER =
  /^(bearer|jwt|authentication|authorisation|x-authorization|(x-)?(access|auth|authorization|id|api|bearer|jwt)?[-_]?token)$/i;

/** As sent, without withheld parts. */
function plainOf(text: SensitiveText | undefined): string {
  return (text ?? []).map((part) => (typeof part === 'string' ? part : (part.value ?? MASK))).join('');
}

/** Reads no more than the scheme: the rest may be a token. */
function schemeOf(authorization: SensitiveText | undefined): string | null {
  if (!authorization) return null;
  const [bare = ''] = plainOf(authorization).trim().split(/\s/);
  if (/^(bearer|dpop|basic|token)$/i.test(bare)) return bare.toLowerCase();
  return /^\S+/.exec(maskText(authorization))?.[0].toLowerCase() ?? null;
}

const MAY_REPEAT = new Set(['resource', 'audience']);

function isBasicReadable(authorization: ReturnType<typeof headerValue>): boolean {
  if (!authorization || !/^basic\b/i.test(maskText(authorization))) return true;
  if (authorization.some((part) => typeof part === 'object' && part.value === null)) return true;
  const plain = plainOf(authorization);
  if (plain.includes(MASK)) return true;
  const credentials = basicCredentialsOf(plain);
  return credentials !== null && decodeBasic(credentials) !== null;
}
