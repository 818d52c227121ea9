import type { Answer } from '../http/answer.ts';
import type { ServerRequest } from '../http/request.ts';
import type { ServerState } from '../server-state.ts';
import { checkBearer } from './bearer.ts';

/** The tutorial's API: any valid token will do. */
export function answerHelloWorld(request: ServerRequest, state: ServerState, now: number): Answer {
  return answerCall(request, state, now, null, 'Hello, world!');
}

export function answerApiRead(request: ServerRequest, state: ServerState, now: number): Answer {
  return answerCall(request, state, now, 'read', 'This token may read.');
}

export function answerApiWrite(request: ServerRequest, state: ServerState, now: number): Answer {
  return answerCall(request, state, now, 'write', 'This token may write.');
}

function answerCall(
  request: ServerRequest,
  state: ServerState,
  now: number,
  scope: string | null,
  message: string,
): Answer {
  const checked = checkBearer(request, state, now, scope);
  if (!checked.ok) return checked.error;
  const token = checked.value;
  const body = {
    message,
    client_id: token.clientId,
    scope: token.scope,
    token_expires_in: Math.ceil((token.expiresAt - now) / 1000),
  };
  return {
    status: 200,
    headers: ['Content-Type', 'application/json', 'Cache-Control', 'no-store'],
    body: JSON.stringify(body),
    clientId: token.clientId,
    decision: scope === null ? 'token accepted' : `token accepted: it has the scope "${scope}"`,
  };
}
