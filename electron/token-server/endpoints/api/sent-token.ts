import { err, ok, type Result } from '../../../../shared/result.ts';
import type { Answer } from '../../http/answer.ts';
import { isForm } from '../../http/form.ts';
import type { ServerRequest } from '../../http/request.ts';
import type { ServerState } from '../../server-state.ts';
import { challenge, challengeWithoutError, type Scheme } from './challenge.ts';

/** A token as sent in an API call. */
export interface SentToken {
  readonly scheme: Scheme;
  readonly value: string;
}

/** Finds the token of a call (RFC 6750 §2, RFC 9449 §7.1), or responds that it is missing or sent incorrectly. */
export function readSentToken(request: ServerRequest, state: ServerState): Result<SentToken, Answer> {
  const { authorizations } = request;
  const elsewhere = findElsewhere(request);
  const invalid = (scheme: Scheme, description: string) =>
    err(challenge({ scheme, request, error: 'invalid_request', description }, state));
  const [authorization, ...others] = authorizations;
  if (others.length > 0 || (elsewhere !== null && authorization !== undefined)) {
    return invalid('Bearer', 'The access token is sent in more than one way');
  }
  if (elsewhere !== null) {
    return invalid('Bearer', `Send the access token in the Authorization header, not in the ${elsewhere}`);
  }
  if (authorization === undefined) return err(challengeWithoutError('no token was sent', request, state));
  const scheme = schemeOf(authorization);
  if (scheme === null) {
    const decision = 'no token was sent: the Authorization scheme is neither Bearer nor DPoP';
    return err(challengeWithoutError(decision, request, state));
  }
  // RFC 6750 §2.1: b64token; RFC 9449 §7.1: token68, which is the same.
  const value = /^[a-z]+ +([A-Za-z0-9._~+/-]+=*) *$/i.exec(authorization)?.[1];
  if (value !== undefined) return ok({ scheme, value });
  return invalid(scheme, `The Authorization header is not ${scheme} and one token`);
}

function schemeOf(authorization: string): Scheme | null {
  if (/^bearer(?: |$)/i.test(authorization)) return 'Bearer';
  return /^dpop(?: |$)/i.test(authorization) ? 'DPoP' : null;
}

/** A token sent as in RFC 6750 §2.2 or §2.3, which this API does not accept; null if there is none. */
function findElsewhere({ body, headers, query }: ServerRequest): 'URL' | 'body' | null {
  const named = /(?:^|&)access_token=/;
  if (named.test(query)) return 'URL';
  return isForm(headers['content-type']) && named.test(body) ? 'body' : null;
}
