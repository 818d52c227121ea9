import { err, ok, type Result } from '../../../shared/result.ts';
import type { ServerClient } from '../../../shared/token-server/server-client.ts';
import type { Form } from '../http/form.ts';
import type { MaybePromise } from '../http/maybe-promise.ts';
import { quote, type Refusal } from '../http/oauth-error.ts';
import type { ServerRequest } from '../http/request.ts';
import type { ServerState } from '../server-state.ts';
import { type Credentials, findCredentials, type PresentedCredentials } from './presented-credentials.ts';
import type { PresentedSecret } from './secret-checker.ts';

export interface AuthenticatedClient {
  readonly client: ServerClient;
  readonly method: PresentedCredentials['method'];
  /** Something about how it authenticated that is worth a word in the log. */
  readonly remark: string | null;
}

/** The methods that {@link authenticateClient} accepts, by their registered names (RFC 8414 §2). */
export const CLIENT_AUTH_METHODS = ['client_secret_basic', 'client_secret_post'] as const;

/** Finds out which client sends a request, and whether it can prove it (RFC 6749 §2.3). */
export function authenticateClient(
  request: ServerRequest,
  form: Form,
  state: ServerState,
): MaybePromise<Result<AuthenticatedClient, Refusal>> {
  const presented = findCredentials(request, form);
  if (!presented.ok) return presented;
  const { credentials, raw } = presented.value;
  const readings = raw === null ? [credentials] : [credentials, raw];
  // Those known to be right go first, so that none costs a scrypt twice.
  const known = readings.find((reading) => state.secrets.isKnown(presentTo(reading, state)));
  if (known !== undefined) return decide(presented.value, known, state);
  return findRightReading(readings, state).then((right) => decide(presented.value, right, state));
}

function decide(
  presented: PresentedCredentials,
  right: Credentials | null,
  state: ServerState,
): Result<AuthenticatedClient, Refusal> {
  const client = right === null ? undefined : state.clients.find(right.clientId);
  if (client === undefined) return err(describeMismatch(presented, state));
  // Half of the world does not form encode (PROTOCOL.md P1): accept it, and say so.
  const remark = right === presented.raw ? 'the secret matches only without form decoding' : null;
  return ok({ client, method: presented.method, remark });
}

/** The first reading whose secret is right, if there is one. */
async function findRightReading(
  readings: readonly Credentials[],
  state: ServerState,
): Promise<Credentials | null> {
  for (const reading of readings) {
    if (await state.secrets.check(presentTo(reading, state))) return reading;
  }
  return null;
}

function presentTo({ clientId, secret }: Credentials, state: ServerState): PresentedSecret {
  const authentication = state.clients.find(clientId)?.authentication;
  return { secret, kept: authentication?.method === 'secret' ? authentication.hash : null };
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
