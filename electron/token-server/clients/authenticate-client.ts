import type { Form } from '../http/form.ts';
import type { ServerRequest } from '../http/request.ts';
import type { ServerState } from '../server-state.ts';
import type { Authentication } from './authentication.ts';
import { authenticateByAssertion } from './by-assertion.ts';
import { authenticateById } from './by-certificate.ts';
import { authenticateBySecret } from './by-secret.ts';
import { findCredentials } from './presented-credentials.ts';

/** Identifies and authenticates the client of a request (RFC 6749 §2.3). */
export async function authenticateClient(
  request: ServerRequest,
  form: Form,
  state: ServerState,
  now: number,
): Promise<Authentication> {
  const presented = findCredentials(request, form, state.rules.errorStyle === 'curity');
  if (!presented.ok) return presented;
  switch (presented.value.kind) {
    case 'secret':
      return authenticateBySecret(presented.value, state);
    case 'assertion':
      return authenticateByAssertion(presented.value, request, state, now);
    case 'id':
      return authenticateById(presented.value, request, state, now);
  }
}
