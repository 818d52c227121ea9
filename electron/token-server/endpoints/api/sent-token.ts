import { err, ok, type Result } from '../../../../shared/result.ts';
import type { Answer } from '../../http/answer.ts';
import type { ServerRequest } from '../../http/request.ts';
import type { ServerState } from '../../server-state.ts';
import { challenge, challengeWithoutError, type Scheme } from './challenge.ts';

/** A token as a call to the API sends it. */
export interface SentToken {
  readonly scheme: Scheme;
  readonly value: string;
}

/** Finds the token of a call (RFC 6750 §2, RFC 9449 §7.1), or answers that it is missing or sent in a wrong way. */
export function readSentToken(
  { authorizations, query }: ServerRequest,
  state: ServerState,
): Result<SentToken, Answer> {
  const inQuery = /(?:^|&)access_token=/.test(query);
  const [authorization, ...others] = authorizations;
  if (others.length > 0 || (inQuery && authorization !== undefined)) {
    return invalid('Bearer', 'The access token is sent in more than one way', state);
  }
  if (inQuery) {
    return invalid('Bearer', 'Send the access token in the Authorization header, not in the URL', state);
  }
  if (authorization === undefined) return err(challengeWithoutError('no token was sent', state));
  const scheme = schemeOf(authorization);
  if (scheme === null) {
    const decision = 'no token was sent: the Authorization scheme is neither Bearer nor DPoP';
    return err(challengeWithoutError(decision, state));
  }
  // RFC 6750 §2.1: b64token; RFC 9449 §7.1: token68, which is the same.
  const value = /^[a-z]+ +([A-Za-z0-9._~+/-]+=*) *$/i.exec(authorization)?.[1];
  if (value !== undefined) return ok({ scheme, value });
  return invalid(scheme, `The Authorization header is not ${scheme} and one token`, state);
}

function schemeOf(authorization: string): Scheme | null {
  if (/^bearer(?: |$)/i.test(authorization)) return 'Bearer';
  return /^dpop(?: |$)/i.test(authorization) ? 'DPoP' : null;
}

function invalid(scheme: Scheme, description: string, state: ServerState): Result<never, Answer> {
  return err(challenge({ scheme, error: 'invalid_request', description }, state));
}
