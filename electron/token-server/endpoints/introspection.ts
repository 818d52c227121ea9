import { authenticateClient } from '../clients/authenticate-client.ts';
import { requireProof } from '../clients/authentication.ts';
import type { Answer } from '../http/answer.ts';
import { type Form, missingParameter, readForm } from '../http/form.ts';
import { type Refusal, refuse } from '../http/oauth-error.ts';
import type { ServerRequest } from '../http/request.ts';
import type { ServerState } from '../server-state.ts';
import { furtherClaims } from '../tokens/access-token.ts';
import { type FoundToken, findToken } from '../tokens/find-token.ts';
import { delegationOf, type IssuedToken } from '../tokens/token-store.ts';
import { answerAs, chooseFormat } from './introspection-formats.ts';

/** The introspection endpoint (RFC 7662), for authenticated clients with the capability. */
export async function answerIntrospection(
  request: ServerRequest,
  state: ServerState,
  now: number,
): Promise<Answer> {
  const form = readForm(request);
  if (!form.ok) return refuse(form.error);
  const authentication = requireProof(await authenticateClient(request, form.value, state, now));
  if (!authentication.ok) return refuse(authentication.error);
  const { capabilities, clientId } = authentication.value.client;
  if (capabilities?.includes('introspection') === false) return refuse(notCapable(clientId));
  return introspect(request, form.value, clientId, state, now);
}

function notCapable(clientId: string): Refusal {
  const description = 'This client does not have the introspection capability';
  return { error: 'unauthorized_client', description, clientId, status: 403 };
}

async function introspect(
  request: ServerRequest,
  form: Form,
  clientId: string,
  state: ServerState,
  now: number,
): Promise<Answer> {
  const value = form.get('token');
  if (value === undefined) {
    return refuse({ ...missingParameter('token', request), clientId });
  }
  const found = findToken(value, state, now);
  const format = chooseFormat(request.headers.accept);
  if (found.status !== 'active') {
    const decision = `token is not active: ${whyInactive(found)}`;
    return answerAs(format, { members: { active: false }, clientId, decision }, state, now);
  }
  const members =
    found.claims === null
      ? describeOpaque(found.token, state.endpoints.issuer)
      : describeJwt(found.token, found.claims);
  const decision = `token is active: issued to ${JSON.stringify(found.token.clientId)}`;
  return answerAs(format, { members, clientId, decision }, state, now);
}

function whyInactive(found: Exclude<FoundToken, { status: 'active' }>): string {
  switch (found.status) {
    case 'expired':
      return 'it has expired';
    case 'invalid':
      return found.reason;
    case 'unknown':
      return 'it is unknown, revoked or long expired';
  }
}

/** A JWT's own claims, plus what RFC 7662 §2.2 adds. */
function describeJwt(
  { clientId, cnf, scope }: IssuedToken,
  claims: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { scope: _scope, ...others } = claims;
  // RFC 7662 §2.2 requires a string, even if the token's scope is a list.
  const scopePart = scope === '' ? {} : { scope };
  return { active: true, ...others, ...scopePart, token_type: tokenType(cnf), client_id: clientId };
}

/**
 * Curity's members in Curity's order. Times are rounded down to seconds: `exp` is never later than the actual expiry.
 */
function describeOpaque(token: IssuedToken, issuer: string): Record<string, unknown> {
  const issuedAt = Math.floor(token.issuedAt / 1000);
  return {
    sub: token.clientId,
    purpose: 'access_token',
    iss: token.deviation === 'wrong-issuer' ? 'https://another-issuer.example' : issuer,
    active: true,
    token_type: tokenType(token.cnf),
    client_id: token.clientId,
    aud: token.deviation === 'wrong-audience' ? ['https://another-api.example'] : token.audience,
    nbf: issuedAt,
    ...(token.scope === '' ? {} : { scope: token.scope }),
    exp: Math.floor(token.expiresAt / 1000),
    delegationId: delegationOf(token),
    iat: issuedAt,
    ...furtherClaims(token),
  };
}

function tokenType(cnf: IssuedToken['cnf']): string {
  return cnf?.jkt === undefined ? 'bearer' : 'DPoP';
}
