import { isScopeToken, parseScope } from '../../../shared/oauth/scope.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { ServerClient } from '../../../shared/token-server/server-client.ts';
import { type AuthenticatedClient, authenticateClient } from '../clients/authenticate-client.ts';
import { type Answer, oauthJsonText } from '../http/answer.ts';
import { type Form, readForm } from '../http/form.ts';
import { type MaybePromise, whenReady } from '../http/maybe-promise.ts';
import { quote, type Refusal, refuse } from '../http/oauth-error.ts';
import type { ServerRequest } from '../http/request.ts';
import type { ServerState } from '../server-state.ts';
import { issueAccessToken } from '../tokens/access-token.ts';

export const GRANT_TYPES = ['client_credentials'] as const;

/** The token endpoint (RFC 6749 §3.2) with the client credentials grant (§4.4). */
export function answerToken(request: ServerRequest, state: ServerState, now: number): MaybePromise<Answer> {
  const form = readForm(request);
  if (!form.ok) return refuse(form.error);
  const grantType = form.value.get('grant_type');
  if (grantType === undefined) {
    return refuse({ error: 'invalid_request', description: 'The parameter grant_type is missing' });
  }
  return whenReady(authenticateClient(request, form.value, state), (authentication) => {
    if (!authentication.ok) return refuse(authentication.error);
    const granted = decideGrant(grantType, form.value, authentication.value.client);
    if (!granted.ok) return refuse({ ...granted.error, clientId: authentication.value.client.clientId });
    return answerWithToken(authentication.value, granted.value, state, now);
  });
}

/** The scope to grant, null when none was asked for. */
function decideGrant(grantType: string, form: Form, client: ServerClient): Result<string | null, Refusal> {
  if (grantType !== 'client_credentials') {
    const description = `The grant type ${quote(grantType)} is not supported; this server has client_credentials`;
    return err({ error: 'unsupported_grant_type', description });
  }
  if (client.capabilities !== undefined && !client.capabilities.includes('client_credentials')) {
    const description = 'This client does not have the client_credentials capability';
    return err({ error: 'unauthorized_client', description });
  }
  return decideScope(form.get('scope'), client);
}

/** A scope that the client may not have is an error and not a silent cut (RFC 6749 §3.3 allows both; Curity does this). */
function decideScope(requested: string | undefined, client: ServerClient): Result<string | null, Refusal> {
  if (requested === undefined) return ok(null);
  // The usual request: one of the scopes that are there.
  if (client.scopes.includes(requested) && isScopeToken(requested)) return ok(requested);
  const scopes = parseScope(requested);
  const malformed = scopes.find((scope) => !isScopeToken(scope));
  if (malformed !== undefined) {
    return err({
      error: 'invalid_scope',
      description: `${quote(malformed)} is not a scope: it has forbidden characters`,
    });
  }
  const refused = scopes.filter((scope) => !client.scopes.includes(scope));
  if (refused.length > 0) {
    const description = `The client may not have the scope ${quote(refused.join(' '), 200)}`;
    return err({ error: 'invalid_scope', description });
  }
  return ok(scopes.length === 0 ? null : scopes.join(' '));
}

function answerWithToken(
  { client, remark }: AuthenticatedClient,
  scope: string | null,
  state: ServerState,
  now: number,
): MaybePromise<Answer> {
  return whenReady(issueAccessToken(client, scope ?? '', state, now), (token) => {
    const body = writeTokenAnswer(token.value, scope, client.tokenLifetime);
    let decision = `token issued ${scope === null ? 'without scope' : `for scope "${scope}"`}`;
    if (token.remark !== null) decision += `; ${token.remark}`;
    if (remark !== null) decision += `; ${remark}`;
    return oauthJsonText(200, body, client.clientId, decision);
  });
}

/**
 * The tutorial's order. `scope` only if it was asked for, as Curity has it (RFC 6749 §5.1: optional if identical).
 * Written by hand: neither a token nor scope tokens have a character that JSON escapes.
 */
function writeTokenAnswer(value: string, scope: string | null, expiresIn: number): string {
  const scopePart = scope === null ? '' : `"scope":"${scope}",`;
  return `{"access_token":"${value}",${scopePart}"token_type":"bearer","expires_in":${expiresIn}}`;
}
