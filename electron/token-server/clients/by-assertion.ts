import type { KeyObject } from 'node:crypto';
import { type DecodedJwt, decodeJwt } from '../../../shared/oauth/jwt/jwt.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import {
  type ClientAuthentication,
  HmacAlgorithmSchema,
} from '../../../shared/token-server/client-authentication.ts';
import type { ServerClient } from '../../../shared/token-server/server-client.ts';
import { quote } from '../http/oauth-error.ts';
import type { ServerRequest } from '../http/request.ts';
import { isProofAlgorithm, PROOF_ALGORITHMS } from '../proofs/proof-algorithms.ts';
import { CRITICAL, isSignedBy } from '../proofs/public-key.ts';
import { findRepeatedMember } from '../proofs/repeated-member.ts';
import type { ServerState } from '../server-state.ts';
import { findAssertionFault, readSubject, remarkOnAssertion, rememberAssertion } from './assertion-claims.ts';
import { type Authentication, authenticated, describeWrongMethod, unproven } from './authentication.ts';
import { findClientKeys } from './client-keys.ts';
import type { PresentedAssertion } from './presented-credentials.ts';

/** `client_secret_jwt` and `private_key_jwt`: a JWT instead of a secret (RFC 7523 §2.2, §3). */
export async function authenticateByAssertion(
  { assertion, clientId }: PresentedAssertion,
  { path }: ServerRequest,
  state: ServerState,
  now: number,
): Promise<Authentication> {
  const jwt = decodeJwt(assertion);
  if (jwt === null) return refuse(clientId, 'client_assertion is not a JWT');
  if (!COMPACT.test(assertion)) return refuse(clientId, describeNotCompact(assertion));
  const repeated = findRepeatedMember(assertion);
  if (repeated !== null) return refuse(clientId, `client_assertion: ${repeated}`);
  const subject = readSubject(jwt, clientId);
  if (!subject.ok) return refuse(clientId, subject.error);
  const client = state.clients.find(subject.value);
  if (client === undefined) return unproven(subject.value, state.clients.explainAbsence(subject.value));
  const signed = await verifySignature(assertion, jwt, client, state, now);
  if (!signed.ok) return unproven(client.clientId, signed.error);
  const fault =
    findAssertionFault(jwt, path, state, now) ?? rememberAssertion(jwt, client.clientId, state, now);
  if (fault !== null) return refuse(client.clientId, fault);
  const method = signed.value;
  const used = `the client authenticated by ${method} (${String(jwt.header.alg)})`;
  return authenticated(client, method, [used, ...remarkOnAssertion(jwt, now)].join('; '));
}

/** RFC 7515 §7.1: base64url without padding. Decoders are more lenient. */
const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]*$/;

function describeNotCompact(assertion: string): string {
  const fault = /\s/.test(assertion) ? 'it has white space' : 'its parts must be base64url without padding';
  return `client_assertion is not a JWT in compact form: ${fault}`;
}

/** An error in the assertion itself, which the sender may know. */
function refuse(clientId: string | null, description: string): Authentication {
  return err({ error: 'invalid_client', description, ...(clientId === null ? {} : { clientId }) });
}

type AssertionMethod = 'client_secret_jwt' | 'private_key_jwt';
type Keys = Result<readonly (KeyObject | Uint8Array)[], string>;

/** The method whose signature verifies, or why none does. */
async function verifySignature(
  assertion: string,
  jwt: DecodedJwt,
  client: ServerClient,
  state: ServerState,
  now: number,
): Promise<Result<AssertionMethod, string>> {
  const { authentication } = client;
  if (jwt.header.crit !== undefined) return err(`the assertion’s ${CRITICAL}`);
  switch (authentication.method) {
    case 'client_secret_jwt':
      return verifyByKeys(assertion, jwt, authentication.method, findSecretKey(jwt, authentication, state));
    case 'private_key_jwt': {
      const keys = await findPublicKeys(jwt, authentication, state, now);
      return verifyByKeys(assertion, jwt, authentication.method, keys);
    }
    default:
      return err(describeWrongMethod(client, 'an assertion'));
  }
}

async function verifyByKeys(
  assertion: string,
  { header }: DecodedJwt,
  method: AssertionMethod,
  keys: Keys,
): Promise<Result<AssertionMethod, string>> {
  if (!keys.ok) return keys;
  for (const key of keys.value) {
    if (await isSignedBy(assertion, key, String(header.alg))) return ok(method);
  }
  return err('the signature of the assertion does not verify');
}

function findSecretKey(
  { header: { alg } }: DecodedJwt,
  { algorithms, secret }: Extract<ClientAuthentication, { method: 'client_secret_jwt' }>,
  { vault }: ServerState,
): Keys {
  const allowed: readonly string[] = algorithms ?? HmacAlgorithmSchema.options;
  if (typeof alg !== 'string' || !allowed.includes(alg)) return err(describeAlgorithm(alg, allowed));
  const opened = secret === null ? null : vault.open(secret);
  if (opened === null) return err('the client has no secret, or one that cannot be read; set a new one');
  // OpenID Connect Core §10.1: the secret's UTF-8 bytes.
  return ok([new TextEncoder().encode(opened)]);
}

async function findPublicKeys(
  { header: { alg, kid } }: DecodedJwt,
  { algorithms, keys }: Extract<ClientAuthentication, { method: 'private_key_jwt' }>,
  { keySets }: ServerState,
  now: number,
): Promise<Keys> {
  const allowed: readonly string[] = algorithms ?? PROOF_ALGORITHMS;
  if (!isProofAlgorithm(alg) || !allowed.includes(alg)) return err(describeAlgorithm(alg, allowed));
  return findClientKeys(keys, alg, typeof kid === 'string' ? kid : null, keySets, now);
}

function describeAlgorithm(alg: unknown, allowed: readonly string[]): string {
  const said = typeof alg === 'string' ? quote(alg) : 'missing';
  return `the assertion’s alg is ${said}; the client is registered for ${allowed.join(', ')}`;
}
