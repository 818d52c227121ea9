import type { HttpRequest } from '../../http/exchange.ts';
import type { JwtParts } from '../../text/sensitive-text.ts';

/** The client assertion of a request, decoded (RFC 7521 §4.2), even if withheld; null if unreadable. */
export function sentAssertion({ body }: Pick<HttpRequest, 'body'>): JwtParts | null {
  for (const span of body ?? []) {
    if (typeof span === 'object' && span.name === 'CLIENT_ASSERTION' && span.jwt) return span.jwt;
  }
  return null;
}
