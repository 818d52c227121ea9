import type { Answer } from '../../http/answer.ts';
import type { ServerRequest } from '../../http/request.ts';
import type { ServerState } from '../../server-state.ts';
import { type Access, checkAccess } from './check-access.ts';

/** The tutorial's API: accepts any valid token. */
export function answerHelloWorld(request: ServerRequest, state: ServerState, now: number) {
  return answerCall(request, state, now, null, 'Hello, world!');
}

export function answerApiRead(request: ServerRequest, state: ServerState, now: number) {
  return answerCall(request, state, now, 'read', 'This token may read.');
}

export function answerApiWrite(request: ServerRequest, state: ServerState, now: number) {
  return answerCall(request, state, now, 'write', 'This token may write.');
}

async function answerCall(
  request: ServerRequest,
  state: ServerState,
  now: number,
  scope: string | null,
  message: string,
): Promise<Answer> {
  const access = await checkAccess(request, state, now, scope);
  if (!access.ok) return access.error;
  const { token } = access.value;
  const body = {
    message,
    client_id: token.clientId,
    scope: token.scope,
    token_expires_in: Math.ceil((token.expiresAt - now) / 1000),
  };
  return answerAccess(access.value, scope, body);
}

/** The response to an authorized call. */
export function answerAccess(
  { audience, binding, headers, token }: Access,
  scope: string | null,
  body: unknown,
): Answer {
  const hasScope = scope === null ? null : `it has the scope "${scope}"`;
  return {
    status: 200,
    headers: ['Content-Type', 'application/json', ...headers, 'Cache-Control', 'no-store'],
    body: JSON.stringify(body),
    clientId: token.clientId,
    decision: ['token accepted', hasScope, binding, audience].filter((part) => part !== null).join('; '),
  };
}
