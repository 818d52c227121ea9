import type { HttpRequest } from '../../http/exchange.ts';
import { headerValue } from '../../http/header-fields.ts';
import { sentAssertion } from '../../oauth/client-authentication/sent-assertion.ts';
import { decodeBasic } from '../../oauth/methods/basic.ts';
import { decodeForm, encodeForm, parseForm } from '../../text/form-encoding.ts';
import { type JwtParts, maskText, type SecretSpan, type SensitiveText } from '../../text/sensitive-text.ts';

/** How a request authenticates its client, read from what is sent. */
export interface SentCredentials {
  readonly basic: boolean;
  readonly post: boolean;
  /** Null when none is sent, or it has been withheld. */
  readonly clientId: string | null;
  /** Null when none is sent, or it has been withheld. */
  readonly secret: string | null;
  /** Whether a secret is sent that is not empty. */
  readonly hasSecret: boolean;
  /** The encoding that Basic was sent with, where the other one would have given other characters; else null. */
  readonly otherBasicEncoding: 'form' | 'raw' | null;
  /** Whether a client assertion is sent (RFC 7521 §4.2), be it empty. */
  readonly byAssertion: boolean;
  /** What is in it; null where it is none that can be read. */
  readonly assertion: JwtParts | null;
}

export function readSentCredentials(request: HttpRequest): SentCredentials {
  const authorization = headerValue(request.headers, 'authorization');
  const basic = /^basic /i.test(authorization ? maskText(authorization) : '');
  const body = request.body ?? [];
  const bodySecret = spanOf(body);
  const bodyParameters = parseForm(maskText(body));
  const sent = basic && authorization ? readBasic(authorization) : readPost(bodySecret);
  const bodyId = bodyParameters.find(([name]) => name === 'client_id')?.[1] ?? null;
  return {
    basic,
    post: bodyParameters.some(([name]) => name === 'client_secret'),
    clientId: sent.clientId ?? bodyId,
    secret: sent.secret,
    hasSecret: sent.hasSecret,
    otherBasicEncoding: sent.other,
    byAssertion: bodyParameters.some(([name]) => name === 'client_assertion'),
    assertion: sentAssertion(request),
  };
}

interface Sent {
  readonly clientId: string | null;
  readonly secret: string | null;
  readonly hasSecret: boolean;
  readonly other: 'form' | 'raw' | null;
}

function readPost(span: SecretSpan | null): Sent {
  const value = span?.value ?? null;
  const secret = value === null ? null : span?.encoding === 'form' ? decodeForm(value) : value;
  return { clientId: null, secret, hasSecret: span !== null, other: null };
}

function readBasic(authorization: SensitiveText): Sent {
  const span = spanOf(authorization);
  const encoding = span?.encoding === 'basic-raw' ? 'raw' : 'form';
  const other = encoding === 'form' ? 'raw' : 'form';
  const plain = authorization.map((part) => (typeof part === 'string' ? part : (part.value ?? ''))).join('');
  const decoded = span?.value === null ? null : decodeBasic(plain.replace(/^basic +/i, ''));
  if (!decoded) {
    // Withheld: the span knows what matters.
    const user = span?.user ?? null;
    return {
      clientId: user !== null && encoding === 'form' ? decodeForm(user) : user,
      secret: null,
      hasSecret: span !== null,
      other: span === null || span.encodingsAgree ? null : other,
    };
  }
  const { clientId, clientSecret } = decoded[encoding];
  const differs = [clientId, clientSecret].some((part) => encodeForm(part) !== part);
  return { clientId, secret: clientSecret, hasSecret: clientSecret !== '', other: differs ? other : null };
}

function spanOf(text: SensitiveText): SecretSpan | null {
  return (
    text.find((span): span is SecretSpan => typeof span === 'object' && span.name === 'CLIENT_SECRET') ?? null
  );
}
