import type { SecretHash } from '../../../shared/token-server/client-authentication.ts';
import type { ServerClient } from '../../../shared/token-server/server-client.ts';
import type { MaybePromise } from '../http/maybe-promise.ts';
import type { ServerState } from '../server-state.ts';
import { type Authentication, authenticated, describeWrongMethod, unproven } from './authentication.ts';
import type { Credentials, PresentedSecret } from './presented-credentials.ts';
import type { SecretToCheck } from './secret-checker.ts';

/** `client_secret_basic` and `client_secret_post` (RFC 6749 §2.3.1). At once where the secret is known already. */
export function authenticateBySecret(
  presented: PresentedSecret,
  state: ServerState,
): MaybePromise<Authentication> {
  const { credentials, raw } = presented;
  const readings = raw === null ? [credentials] : [credentials, raw];
  // Those known to be right go first, so that none costs a scrypt twice.
  const known = readings.find((reading) => state.secrets.isKnown(presentTo(reading, state)));
  if (known !== undefined) return decide(presented, known, state);
  return findRightReading(readings, state).then((right) => decide(presented, right, state));
}

function decide(presented: PresentedSecret, right: Credentials | null, state: ServerState): Authentication {
  const client = right === null ? undefined : state.clients.find(right.clientId);
  if (client === undefined) return unproven(...describeMismatch(presented, state));
  const { method } = presented;
  const { authentication } = client;
  if (authentication.method === 'secret' && authentication.accepts?.includes(method) === false) {
    return unproven(client.clientId, describeWrongMethod(client, method), isChallenged(presented));
  }
  // RFC 6749 §2.3.1 has both parts form encoded, and half of the world does not do so: accept it, and say so.
  const remark = right === presented.raw ? 'the secret matches only without form decoding' : null;
  return authenticated(client, method, remark);
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

function presentTo({ clientId, secret }: Credentials, state: ServerState): SecretToCheck {
  return { secret, kept: hashOf(state.clients.find(clientId)) };
}

/** Null where there is none to compare with: the check then takes as long as any. */
function hashOf(client: ServerClient | undefined): SecretHash | null {
  return client?.authentication.method === 'secret' ? client.authentication.hash : null;
}

function describeMismatch(
  presented: PresentedSecret,
  { clients }: ServerState,
): [clientId: string, reason: string, challenge: boolean] {
  const { clientId } = presented.credentials;
  const challenge = isChallenged(presented);
  const client = clients.find(clientId);
  if (client === undefined) return [clientId, clients.explainAbsence(clientId), challenge];
  const { authentication } = client;
  if (authentication.method !== 'secret') {
    return [clientId, describeWrongMethod(client, presented.method), challenge];
  }
  const reason = authentication.hash === null ? 'the client has no secret yet' : 'the secret does not match';
  return [clientId, reason, challenge];
}

function isChallenged({ method }: PresentedSecret): boolean {
  return method === 'client_secret_basic';
}
