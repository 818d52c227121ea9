import { authenticateClient } from '../clients/authenticate-client.ts';
import type { AuthenticatedClient } from '../clients/authentication.ts';
import { nonceHeader } from '../dpop/nonce-header.ts';
import { type Answer, oauthJson } from '../http/answer.ts';
import { missingParameter, readForm } from '../http/form.ts';
import { refuse } from '../http/oauth-error.ts';
import type { ServerRequest } from '../http/request.ts';
import type { ServerState } from '../server-state.ts';
import { issueAccessToken } from '../tokens/access-token.ts';
import { type Binding, bindToken } from '../tokens/bind-token.ts';
import { type DecidedGrant, decideGrant } from './decide-grant.ts';

/** The token endpoint (RFC 6749 §3.2) with the client credentials grant (§4.4). */
export async function answerToken(request: ServerRequest, state: ServerState, now: number): Promise<Answer> {
  const form = readForm(request);
  if (!form.ok) return refuse(form.error);
  const grantType = form.value.get('grant_type');
  if (grantType === undefined) return refuse(missingParameter('grant_type', request));
  const authentication = await authenticateClient(request, form.value, state, now);
  if (!authentication.ok) return refuse(authentication.error);
  const { client } = authentication.value;
  const { clientId } = client;
  const granted = decideGrant(grantType, form.value, authentication.value, state.targets);
  if (!granted.ok) return refuse({ ...granted.error, clientId });
  const binding = await bindToken(request, client, state, now);
  if (!binding.ok) return refuse({ ...binding.error, clientId });
  return answerWithToken(authentication.value, granted.value, binding.value, state, now);
}

async function answerWithToken(
  { client, method, remark }: AuthenticatedClient,
  grant: DecidedGrant,
  binding: Binding,
  state: ServerState,
  now: number,
): Promise<Answer> {
  const { clientId, tokenLifetime } = client;
  const token = await issueAccessToken(client, grant, binding.cnf, state, now);
  const { scope } = grant;
  const issued = `token issued ${scope === '' ? 'without scope' : `for scope "${scope}"`}`;
  const remarks = [binding.remark, token.remark, remark].filter((text) => text !== null);
  const body = describeToken(token.value, grant, binding, tokenLifetime, state);
  const facts = { method, scope, audience: token.audience, lifetimeSeconds: tokenLifetime };
  const answer = { ...oauthJson(200, body, clientId, [issued, ...remarks].join('; ')), issued: facts };
  if (binding.cnf?.jkt === undefined) return answer;
  // RFC 9449 §8.2: the next proof needs a new nonce.
  return { ...answer, headers: [...answer.headers, ...nonceHeader(state, now, 'server')] };
}

/**
 * In the tutorial's order. Curity includes the scope only if it was requested (RFC 6749 §5.1: optional if identical).
 */
function describeToken(
  value: string,
  { authorizationDetails, scope, tellsScope }: DecidedGrant,
  { cnf }: Binding,
  expiresIn: number,
  { preset }: ServerState,
): Record<string, unknown> {
  // Only Curity uses lower case.
  const bearer = preset.token === null ? 'bearer' : 'Bearer';
  return {
    access_token: value,
    ...(tellsScope ? { scope } : {}),
    // RFC 9449 §5: a token bound only to a certificate is still a bearer token.
    token_type: cnf?.jkt === undefined ? bearer : 'DPoP',
    expires_in: expiresIn,
    ...preset.response(expiresIn),
    ...(authorizationDetails === null ? {} : { authorization_details: JSON.parse(authorizationDetails) }),
  };
}
