import { authenticateClient } from '../clients/authenticate-client.ts';
import type { AuthenticatedClient } from '../clients/authentication.ts';
import { nonceHeader } from '../dpop/nonce-header.ts';
import { type Answer, oauthJsonText } from '../http/answer.ts';
import { type Form, missingParameter, readForm } from '../http/form.ts';
import { type MaybePromise, whenReady } from '../http/maybe-promise.ts';
import { refuse } from '../http/oauth-error.ts';
import type { ServerRequest } from '../http/request.ts';
import type { ServerState } from '../server-state.ts';
import { issueAccessToken } from '../tokens/access-token.ts';
import { type Binding, bindToken } from '../tokens/bind-token.ts';
import { type DecidedGrant, decideGrant } from './decide-grant.ts';

/** The token endpoint (RFC 6749 §3.2) with the client credentials grant (§4.4). */
export function answerToken(request: ServerRequest, state: ServerState, now: number): MaybePromise<Answer> {
  const form = readForm(request);
  if (!form.ok) return refuse(form.error);
  const grantType = form.value.get('grant_type');
  if (grantType === undefined) {
    return refuse(missingParameter('grant_type', request));
  }
  return whenReady(authenticateClient(request, form.value, state, now), (authentication) => {
    if (!authentication.ok) return refuse(authentication.error);
    return answerClient(request, grantType, form.value, authentication.value, state, now);
  });
}

function answerClient(
  request: ServerRequest,
  grantType: string,
  form: Form,
  authentication: AuthenticatedClient,
  state: ServerState,
  now: number,
): MaybePromise<Answer> {
  const { client } = authentication;
  const granted = decideGrant(grantType, form, authentication);
  if (!granted.ok) return refuse({ ...granted.error, clientId: client.clientId });
  return whenReady(bindToken(request, client, state, now), (binding) => {
    if (!binding.ok) return refuse({ ...binding.error, clientId: client.clientId });
    return answerWithToken(authentication, granted.value, binding.value, state, now);
  });
}

function answerWithToken(
  { client, remark }: AuthenticatedClient,
  grant: DecidedGrant,
  binding: Binding,
  state: ServerState,
  now: number,
): MaybePromise<Answer> {
  return whenReady(issueAccessToken(client, grant, binding.cnf, state, now), (token) => {
    const { clientId, tokenLifetime } = client;
    const body = writeTokenAnswer(token.value, grant, binding, tokenLifetime);
    const { scope } = grant;
    let decision = `token issued ${scope === '' ? 'without scope' : `for scope "${scope}"`}`;
    if (binding.remark !== null) decision += `; ${binding.remark}`;
    if (token.remark !== null) decision += `; ${token.remark}`;
    if (remark !== null) decision += `; ${remark}`;
    const answer = oauthJsonText(200, body, clientId, decision);
    if (binding.cnf?.jkt === undefined) return answer;
    // RFC 9449 §8.2: the next proof is to have another nonce.
    return { ...answer, headers: [...answer.headers, ...nonceHeader(state, now)] };
  });
}

/**
 * The tutorial's order. `scope` only if it was asked for, as Curity has it (RFC 6749 §5.1: optional if identical).
 * Written by hand: neither a token nor scope tokens have a character that JSON escapes.
 */
function writeTokenAnswer(
  value: string,
  { authorizationDetails, scope, tellsScope }: DecidedGrant,
  { cnf }: Binding,
  expiresIn: number,
): string {
  const scopePart = tellsScope ? `"scope":"${scope}",` : '';
  // RFC 9449 §5: a token bound to a certificate alone is still a bearer's.
  const type = cnf?.jkt === undefined ? 'bearer' : 'DPoP';
  const details = authorizationDetails === null ? '' : `,"authorization_details":${authorizationDetails}`;
  return `{"access_token":"${value}",${scopePart}"token_type":"${type}","expires_in":${expiresIn}${details}}`;
}
