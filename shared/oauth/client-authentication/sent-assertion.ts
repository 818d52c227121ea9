import type { HttpRequest } from '../../http/exchange.ts';
import type { JwtParts } from '../../text/sensitive-text.ts';

/** What the client assertion of a request says (RFC 7521 §4.2), also where it has been withheld; null where none can be read. */
export function sentAssertion({ body }: Pick<HttpRequest, 'body'>): JwtParts | null {
  for (const span of body ?? []) {
    if (typeof span === 'object' && span.name === 'CLIENT_ASSERTION' && span.jwt) return span.jwt;
  }
  return null;
}
