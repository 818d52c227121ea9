import type { HttpRequest } from '../../http/exchange.ts';
import { headerValue } from '../../http/header-fields.ts';
import { basicCredentialsOf, decodeBasic } from '../../oauth/methods/basic.ts';
import { parseForm } from '../../text/form-encoding.ts';
import { MASK, maskText } from '../../text/sensitive-text.ts';

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
    scheme: authorization ? (/^\S+/.exec(maskText(authorization))?.[0].toLowerCase() ?? null) : null,
    authorizations: request.headers.filter(({ name }) => name.toLowerCase() === 'authorization').length,
    basicReadable: isBasicReadable(authorization),
    jsonNames:
      body === 'json'
        ? [...trimmed.slice(0, 10_000).matchAll(/"([^"\\]{1,60})"\s*:/g)].map(([, name = '']) => name)
        : [],
  };
}

const MAY_REPEAT = new Set(['resource', 'audience']);

function isBasicReadable(authorization: ReturnType<typeof headerValue>): boolean {
  if (!authorization || !/^basic\b/i.test(maskText(authorization))) return true;
  if (authorization.some((part) => typeof part === 'object' && part.value === null)) return true;
  const plain = authorization.map((part) => (typeof part === 'string' ? part : (part.value ?? ''))).join('');
  if (plain.includes(MASK)) return true;
  const credentials = basicCredentialsOf(plain);
  return credentials !== null && decodeBasic(credentials) !== null;
}
