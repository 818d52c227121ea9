import type { HttpRequest } from '../../../shared/http/exchange.ts';
import { revealText } from '../../../shared/text/sensitive-text.ts';
import type { ExchangeOptions } from './exchange-options.ts';

/** RFC 9110 §9.2.2. */
const IDEMPOTENT = ['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE'];

/**
 * Whether a request may be sent a second time when an idle connection turned out to be dead before a byte of an
 * answer came. RFC 9110 §9.2.2 allows it where the semantics are known to be idempotent: by the method, or because
 * it is one of OAuth's own requests (a second token request yields another token, the others change nothing twice).
 * A DPoP proof or an assertion, though, is good for one use (RFC 9449 §11.1, RFC 7523 §3): if the first copy did
 * arrive, the second is refused, and the person would look for a fault that is not there. So a proof has to be made
 * anew, and where it cannot be, as an assertion cannot, the request goes out once.
 *
 * A request for which this is false is never sent on an idle connection in the first place.
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
