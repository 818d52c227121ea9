import { err, ok, type Result } from '../../../shared/result.ts';
import type { ServerClient } from '../../../shared/token-server/config.ts';
import type { Form } from '../http/form.ts';
import { quote, type Refusal } from '../http/oauth-error.ts';
import type { ServerRequest } from '../http/request.ts';
import type { ServerState } from '../server-state.ts';
import { type Credentials, findCredentials, type PresentedCredentials } from './presented-credentials.ts';

export interface AuthenticatedClient {
  readonly client: ServerClient;
  readonly method: PresentedCredentials['method'];
  /** Something about how it authenticated that is worth a word in the log. */
  readonly remark: string | null;
}

/** The methods that {@link authenticateClient} accepts, by their registered names (RFC 8414 §2). */
export const CLIENT_AUTH_METHODS = ['client_secret_basic', 'client_secret_post'] as const;

/** Finds out which client sends a request, and whether it can prove it (RFC 6749 §2.3). */
export async function authenticateClient(
  request: ServerRequest,
  form: Form,
  state: ServerState,
): Promise<Result<AuthenticatedClient, Refusal>> {
  const presented = findCredentials(request, form);
  if (!presented.ok) return presented;
  const { credentials, method, raw } = presented.value;
  const match = await matchReading(raw === null ? [credentials] : [credentials, raw], state);
  if (match === null) return err(describeMismatch(presented.value, state));
  // Half of the world does not form encode (PROTOCOL.md P1): accept it, and say so.
  const remark = match.reading === raw ? 'the secret matches only without form decoding' : null;
  return ok({ client: match.client, method, remark });
}

interface Match {
  readonly client: ServerClient;
  readonly reading: Credentials;
}

/** The first reading whose secret is right. Those known to be right go first, so that none costs a scrypt twice. */
async function matchReading(readings: readonly Credentials[], state: ServerState): Promise<Match | null> {
  for (const isRight of [state.secrets.isKnown, state.secrets.check]) {
    for (const reading of readings) {
      const client = state.clients.find(reading.clientId);
      const matches = await isRight({ secret: reading.secret, kept: client?.secret ?? null });
      if (matches && client !== undefined) return { client, reading };
    }
  }
  return null;
}

/** The same words to the client whether it exists or not; the whole reason to the log. */
function describeMismatch({ credentials, method }: PresentedCredentials, state: ServerState): Refusal {
  const { clientId } = credentials;
  const isKnown = state.clients.find(clientId) !== undefined;
  return {
    error: 'invalid_client',
    description: 'The client is unknown, or its secret does not match',
    reason: isKnown ? 'the secret does not match' : `there is no client ${quote(clientId)}`,
    clientId,
    challenge: method === 'client_secret_basic',
  };
}
