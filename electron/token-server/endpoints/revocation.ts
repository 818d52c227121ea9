import { authenticateClient } from '../clients/authenticate-client.ts';
import type { Answer } from '../http/answer.ts';
import { type Form, missingParameter, readForm } from '../http/form.ts';
import { refuse } from '../http/oauth-error.ts';
import type { ServerRequest } from '../http/request.ts';
import type { ServerState } from '../server-state.ts';
import { findToken } from '../tokens/find-token.ts';

/**
 * The revocation endpoint (RFC 7009). Ignores `token_type_hint`: there is only one store (§2.1 allows it, and an
 * unknown hint is not an error).
 */
export async function answerRevocation(
  request: ServerRequest,
  state: ServerState,
  now: number,
): Promise<Answer> {
  const form = readForm(request);
  if (!form.ok) return refuse(form.error);
  const authentication = await authenticateClient(request, form.value, state, now);
  if (!authentication.ok) return refuse(authentication.error);
  return revoke(request, form.value, authentication.value.client.clientId, state, now);
}

function revoke(
  request: ServerRequest,
  form: Form,
  clientId: string,
  state: ServerState,
  now: number,
): Answer {
  const value = form.get('token');
  if (value === undefined) {
    return refuse({ ...missingParameter('token', request), clientId });
  }
  const found = findToken(value, state, now);
  if (found.status !== 'active') {
    // §2.2: the token is already invalid.
    return revoked(clientId, 'nothing to revoke: the token is unknown, revoked or expired');
  }
  if (found.token.clientId !== clientId) {
    const description = 'The token was issued to another client, which alone may revoke it';
    return refuse({ error: 'invalid_request', description, clientId });
  }
  state.tokens.revoke(found.token.value);
  return revoked(clientId, 'token revoked');
}

/** §2.2: only the status counts, the body is ignored. */
function revoked(clientId: string, decision: string): Answer {
  return { status: 200, headers: ['Cache-Control', 'no-store'], body: '', clientId, decision };
}
