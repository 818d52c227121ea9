import type { HttpRequest } from '../../../shared/http/exchange.ts';
import { revealText } from '../../../shared/text/sensitive-text.ts';
import type { ExchangeOptions } from './exchange-options.ts';

/** RFC 9110 §9.2.2. */
const IDEMPOTENT = ['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE'];

/**
 * Whether a request may be resent if an idle connection turned out to be dead before any response byte. RFC 9110 §9.2.2
 * allows this for idempotent requests: by method, or because it is an OAuth request (a second token request returns
 * another token, the others have no further effect). But a DPoP proof or an assertion is valid once (RFC 9449 §11.1,
 * RFC 7523 §3): if the first copy did arrive, the server rejects the second and the user sees a false error. So a proof
 * is renewed; an assertion cannot be, so its request is sent only once.
 * If this returns false, the request never uses an idle connection.
 */
export function mayBeSentTwice(
  request: HttpRequest,
  { purpose, renewProof }: Pick<ExchangeOptions, 'purpose' | 'renewProof'>,
): boolean {
  const hasProof = request.headers.some(({ name }) => name.toLowerCase() === 'dpop');
  if (hasProof && !renewProof) return false;
  if (request.body && /(?:^|&)client_assertion=/.test(revealText(request.body))) return false;
  return purpose !== 'api' || IDEMPOTENT.includes(request.method);
}
