import type { SecretHash } from '../../../shared/token-server/client-authentication.ts';
import type { ServerClient } from '../../../shared/token-server/server-client.ts';
import type { ServerState } from '../server-state.ts';
import { type Authentication, authenticated, describeWrongMethod, unproven } from './authentication.ts';
import type { Credentials, PresentedSecret } from './presented-credentials.ts';
import type { SecretToCheck } from './secret-checker.ts';

/** `client_secret_basic` and `client_secret_post` (RFC 6749 §2.3.1). */
export async function authenticateBySecret(
  presented: PresentedSecret,
  state: ServerState,
): Promise<Authentication> {
  const { credentials, raw } = presented;
  const readings = raw === null ? [credentials] : [credentials, raw];
  // Try a previously verified secret first: it needs no scrypt.
  const known = readings.find((reading) => state.secrets.isKnown(presentTo(reading, state)));
  return decide(presented, known ?? (await findRightReading(readings, state)), state);
}

function decide(presented: PresentedSecret, right: Credentials | null, state: ServerState): Authentication {
  const client = right === null ? undefined : state.clients.find(right.clientId);
  if (client === undefined) return refuse(presented, describeMismatch(presented, state));
  const { method } = presented;
  const { authentication } = client;
  if (authentication.method === 'secret' && authentication.accepts?.includes(method) === false) {
    return refuse(presented, describeWrongMethod(client, method));
  }
  // RFC 6749 §2.3.1 requires form encoding, but about half of all clients skip it: accept both, and log it.
  const decoding = right === presented.raw ? ['the secret matches only without form decoding'] : [];
  return authenticated(client, method, [...decoding, ...presented.remarks].join('; ') || null);
}

/** The first reading with the right secret, if any. */
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

/** Null if there is no hash to compare with: the check then takes the usual time. */
function hashOf(client: ServerClient | undefined): SecretHash | null {
  return client?.authentication.method === 'secret' ? client.authentication.hash : null;
}

function refuse({ credentials, method, remarks }: PresentedSecret, reason: string): Authentication {
  return unproven(credentials.clientId, reason, { remarks, challenge: method === 'client_secret_basic' });
}

function describeMismatch({ credentials, method }: PresentedSecret, { clients }: ServerState): string {
  const { clientId } = credentials;
  const client = clients.find(clientId);
  if (client === undefined) return clients.explainAbsence(clientId);
  const { authentication } = client;
  if (authentication.method !== 'secret') return describeWrongMethod(client, method);
  return authentication.hash === null ? 'the client has no secret yet' : 'the secret does not match';
}
