import { randomUUID } from 'node:crypto';
import { authenticateClient } from '../clients/authenticate-client.ts';
import { type Answer, oauthJson } from '../http/answer.ts';
import { readForm } from '../http/form.ts';
import { refuse } from '../http/oauth-error.ts';
import type { ServerRequest } from '../http/request.ts';
import type { ServerState } from '../server-state.ts';
import { findToken } from '../tokens/find-token.ts';
import type { IssuedToken } from '../tokens/token-store.ts';

/** The introspection endpoint (RFC 7662): any client of this server that authenticates may ask. */
export async function answerIntrospection(
  request: ServerRequest,
  state: ServerState,
  now: number,
): Promise<Answer> {
  const form = readForm(request);
  if (!form.ok) return refuse(form.error);
  const authentication = await authenticateClient(request, form.value, state);
  if (!authentication.ok) return refuse(authentication.error);
  const { clientId } = authentication.value.client;
  const value = form.value.get('token');
  if (value === undefined) {
    return refuse({ error: 'invalid_request', description: 'The parameter token is missing', clientId });
  }
  const found = findToken(value, state, now);
  if (found.status !== 'active') {
    const why = found.status === 'expired' ? 'it has expired' : 'it is unknown, revoked or long expired';
    return oauthJson(200, { active: false }, clientId, `token is not active: ${why}`);
  }
  const members = describeToken(found.token, state.endpoints.issuer);
  return oauthJson(
    200,
    members,
    clientId,
    `token is active: issued to ${JSON.stringify(found.token.clientId)}`,
  );
}

/** Curity's members, in Curity's order. Times are whole seconds, rounded down: a token never outlives its `exp` by its word. */
function describeToken(token: IssuedToken, issuer: string): Record<string, unknown> {
  token.delegationId ??= randomUUID();
  const issuedAt = Math.floor(token.issuedAt / 1000);
  return {
    sub: token.clientId,
    purpose: 'access_token',
    iss: issuer,
    active: true,
    token_type: 'bearer',
    client_id: token.clientId,
    aud: [token.clientId],
    nbf: issuedAt,
    ...(token.scope === '' ? {} : { scope: token.scope }),
    exp: Math.floor(token.expiresAt / 1000),
    delegationId: token.delegationId,
    iat: issuedAt,
  };
}
