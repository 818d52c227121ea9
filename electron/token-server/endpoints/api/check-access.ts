import { err, ok, type Result } from '../../../../shared/result.ts';
import { nonceHeader } from '../../dpop/nonce-header.ts';
import { verifyProof } from '../../dpop/verify-proof.ts';
import type { Answer } from '../../http/answer.ts';
import { quote } from '../../http/oauth-error.ts';
import { originOf, type ServerRequest } from '../../http/request.ts';
import type { ServerState } from '../../server-state.ts';
import { findToken } from '../../tokens/find-token.ts';
import type { IssuedToken } from '../../tokens/token-store.ts';
import { type ApiRefusal, challenge } from './challenge.ts';
import { readSentToken, type SentToken } from './sent-token.ts';

/** An authorized call. */
export interface Access {
  readonly token: IssuedToken;
  /** For the log: that the audience was not checked; null if it was. */
  readonly audience: string | null;
  /** For the log: how the binding was verified. */
  readonly binding: string | null;
  /** Response headers: a nonce for the next proof. Alternating names and values. */
  readonly headers: readonly string[];
}

/**
 * Authorizes a call to the protected API: the token is valid, its binding (RFC 9449 §7, RFC 8705 §3) is proven, and it
 * has the required scope. Otherwise returns the response with its challenge (RFC 6750 §3).
 */
export async function checkAccess(
  request: ServerRequest,
  state: ServerState,
  now: number,
  scope: string | null,
): Promise<Result<Access, Answer>> {
  const sent = readSentToken(request, state);
  if (!sent.ok) return sent;
  const { scheme } = sent.value;
  const refuse = (refusal: Omit<ApiRefusal, 'request' | 'scheme'>) =>
    err(challenge({ scheme, request, ...refusal }, state));
  const token = findValid(sent.value, state, now);
  if (!token.ok) return refuse({ error: 'invalid_token', ...token.error });
  const { clientId } = token.value;
  const audience = checkAudience(request, token.value, state);
  if (!audience.ok) return refuse({ error: 'invalid_token', description: audience.error, clientId });
  const binding = await checkBinding(request, sent.value, token.value, state, now);
  if (!binding.ok) return refuse({ ...binding.error, clientId });
  const missing = missingScopes(scope, token.value);
  if (scope !== null && missing !== '') {
    const description = `The access token does not have the scope ${missing}`;
    return refuse({ error: 'insufficient_scope', description, clientId, scope });
  }
  return ok({ token: token.value, audience: audience.value, ...binding.value });
}

/**
 * RFC 9068 §4: rejects a token for another API. This API's identifiers are the called origin (RFC 9728 §3.3) and the
 * server's own, each with or without the path.
 */
function checkAudience(
  request: ServerRequest,
  { audience }: IssuedToken,
  { apiOrigins, endpoints, rules }: ServerState,
): Result<string | null, string> {
  const origins = [originOf(request, endpoints.baseUrl), endpoints.baseUrl, ...apiOrigins];
  if (endpoints.mutualTls !== undefined) origins.push(endpoints.mutualTls.baseUrl);
  const isMeant = audience.some((aud) =>
    origins.some((origin) => [origin, `${origin}/`, origin + request.path].includes(aud)),
  );
  if (isMeant) return ok(null);
  const named = audience.map((aud) => quote(aud, 200)).join(', ');
  return rules.checkApiAudience
    ? err(`The access token is for another audience, ${named}, not for this API, ${origins[0]}`)
    : ok(`its audience ${named} is not this API, which the rule checkApiAudience would refuse`);
}

/** The required scopes the token lacks; space separated. */
function missingScopes(needed: string | null, { scope }: IssuedToken): string {
  const granted = scope.split(' ');
  return (needed?.split(' ') ?? []).filter((one) => !granted.includes(one)).join(' ');
}

type Invalid = Pick<ApiRefusal, 'description' | 'clientId'>;

function findValid({ value }: SentToken, state: ServerState, now: number): Result<IssuedToken, Invalid> {
  const found = findToken(value, state, now);
  if (found.status === 'unknown') {
    return err({ description: 'The access token is unknown or has been revoked' });
  }
  const clientId = found.token?.clientId ?? null;
  if (found.status === 'invalid') {
    return err({ description: `The access token is not valid: ${found.reason}`, clientId });
  }
  if (found.status === 'expired') return err({ description: 'The access token has expired', clientId });
  if (isForAnother(found.token)) {
    const description = 'The access token is not valid: its introspection names another audience or issuer';
    return err({ description, clientId });
  }
  return ok(found.token);
}

/** Opaque tokens with such a fault show it in their introspection; a JWT shows it in its claims. */
function isForAnother({ deviation }: IssuedToken): boolean {
  return deviation === 'wrong-audience' || deviation === 'wrong-issuer';
}

type Bound = Result<Pick<Access, 'binding' | 'headers'>, Omit<ApiRefusal, 'request' | 'scheme' | 'clientId'>>;

const UNBOUND: Bound = ok({ binding: null, headers: [] });

/** Whether the caller has the key and the certificate that the token is bound to. */
async function checkBinding(
  request: ServerRequest,
  sent: SentToken,
  { cnf }: IssuedToken,
  state: ServerState,
  now: number,
): Promise<Bound> {
  const invalidToken = (description: string): Bound => err({ error: 'invalid_token', description });
  const thumbprint = cnf?.['x5t#S256'];
  if (thumbprint !== undefined && thumbprint !== request.certificate?.thumbprint) {
    return invalidToken(describeCertificateMismatch(request, state));
  }
  if (sent.scheme === 'DPoP') {
    if (cnf?.jkt === undefined)
      return invalidToken('The access token is not bound to a key: send it as Bearer');
    return checkProof(request, sent, cnf.jkt, state, now);
  }
  if (cnf?.jkt !== undefined) {
    const description = 'The access token is bound to a key: send it as DPoP, with a proof';
    return err({ error: 'invalid_token', description, offersDpop: true });
  }
  return thumbprint === undefined
    ? UNBOUND
    : ok({ binding: `its certificate ${thumbprint} is the connection's`, headers: [] });
}

function describeCertificateMismatch({ certificate }: ServerRequest, { endpoints }: ServerState): string {
  const bound = 'The access token is bound to a certificate';
  if (certificate !== null) return `${bound}, and the connection has another one`;
  const { mutualTls } = endpoints;
  return `${bound}, and the connection has none${mutualTls === undefined ? '' : `; use ${mutualTls.baseUrl}`}`;
}

async function checkProof(
  request: ServerRequest,
  { value }: SentToken,
  jkt: string,
  state: ServerState,
  now: number,
): Promise<Bound> {
  const headers = nonceHeader(state, now, 'api');
  if (request.headers.dpop === undefined) {
    return err({ error: 'invalid_dpop_proof', description: 'The DPoP proof is missing', headers });
  }
  const proof = await verifyProof(request, value, state, now);
  if (!proof.ok) return err({ ...proof.error, headers });
  if (proof.value.jkt !== jkt) {
    return err({ error: 'invalid_token', description: 'The access token is bound to another key', headers });
  }
  return ok({ binding: `its DPoP key ${jkt} has signed the call`, headers });
}
