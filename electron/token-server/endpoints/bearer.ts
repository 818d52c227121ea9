import { err, ok, type Result } from '../../../shared/result.ts';
import type { Answer } from '../http/answer.ts';
import { asDescription } from '../http/oauth-error.ts';
import type { ServerRequest } from '../http/request.ts';
import type { ServerState } from '../server-state.ts';
import { findToken } from '../tokens/find-token.ts';
import type { IssuedToken } from '../tokens/token-store.ts';

const REALM = 'Credence demo API';

/** RFC 6750 §3.1, with the status that goes with each. */
const STATUS = { invalid_request: 400, invalid_token: 401, insufficient_scope: 403 } as const;
type BearerError = keyof typeof STATUS;

/**
 * The token of a request to the protected API, if it lets the request through (RFC 6750 §2.1). Otherwise the answer
 * with its challenge (§3): without an error code when no token was sent.
 */
export function checkBearer(
  request: ServerRequest,
  state: ServerState,
  now: number,
  scope: string | null,
): Result<IssuedToken, Answer> {
  const sent = readBearer(request);
  if (!sent.ok) return sent;
  const found = findToken(sent.value, state, now);
  if (found.status === 'unknown') {
    return err(challenge('invalid_token', 'The access token is unknown or has been revoked'));
  }
  if (found.status === 'invalid') {
    const clientId = found.token?.clientId ?? null;
    return err(challenge('invalid_token', `The access token is not valid: ${found.reason}`, { clientId }));
  }
  const { token } = found;
  if (found.status === 'expired') {
    return err(challenge('invalid_token', 'The access token has expired', { clientId: token.clientId }));
  }
  if (isForAnother(token)) {
    const description = 'The access token is not valid: its introspection names another audience or issuer';
    return err(challenge('invalid_token', description, { clientId: token.clientId }));
  }
  if (scope !== null && !token.scope.split(' ').includes(scope)) {
    const description = `The access token does not have the scope ${scope}`;
    return err(challenge('insufficient_scope', description, { clientId: token.clientId, scope }));
  }
  return ok(token);
}

/** What the introspection of an opaque token with such a fault says; a JWT's own claims say it. */
function isForAnother({ deviation }: IssuedToken): boolean {
  return deviation === 'wrong-audience' || deviation === 'wrong-issuer';
}

function readBearer({ authorizations, query }: ServerRequest): Result<string, Answer> {
  const inQuery = /(?:^|&)access_token=/.test(query);
  const [authorization, ...others] = authorizations;
  if (others.length > 0 || (inQuery && authorization !== undefined)) {
    return err(challenge('invalid_request', 'The access token is sent in more than one way'));
  }
  if (inQuery) {
    return err(
      challenge('invalid_request', 'Send the access token in the Authorization header, not in the URL'),
    );
  }
  if (authorization === undefined) return err(challengeWithoutError('no token was sent'));
  if (!/^bearer(?: |$)/i.test(authorization)) {
    return err(challengeWithoutError('no token was sent: the Authorization scheme is not Bearer'));
  }
  // §2.1: b64token.
  const token = /^bearer +([A-Za-z0-9._~+/-]+=*) *$/i.exec(authorization)?.[1];
  if (token !== undefined) return ok(token);
  return err(challenge('invalid_request', 'The Authorization header is not Bearer and one token'));
}

function challenge(
  error: BearerError,
  text: string,
  { clientId = null, scope = null }: { clientId?: string | null; scope?: string | null } = {},
): Answer {
  const description = asDescription(text);
  const scopePart = scope === null ? '' : `, scope="${scope}"`;
  const value = `Bearer realm="${REALM}", error="${error}", error_description="${description}"${scopePart}`;
  const body = { error, error_description: description };
  return refuseCall(STATUS[error], value, body, clientId, `${error}: ${text}`);
}

/** §3.1: a request without authentication information gets no error code. */
function challengeWithoutError(decision: string): Answer {
  const body = { message: 'Send a token: Authorization: Bearer <token>' };
  return refuseCall(401, `Bearer realm="${REALM}"`, body, null, decision);
}

function refuseCall(
  status: number,
  wwwAuthenticate: string,
  body: unknown,
  clientId: string | null,
  decision: string,
): Answer {
  const headers = [
    'Content-Type',
    'application/json',
    'WWW-Authenticate',
    wwwAuthenticate,
    'Cache-Control',
    'no-store',
  ];
  return { status, headers, body: JSON.stringify(body), clientId, decision };
}
