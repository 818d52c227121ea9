import { createClientRegistry } from '../../../../electron/token-server/clients/client-registry.ts';
import { createKeySets } from '../../../../electron/token-server/clients/key-sets.ts';
import { createSecretChecker } from '../../../../electron/token-server/clients/secret-checker.ts';
import { hashSecret } from '../../../../electron/token-server/clients/secret-hash.ts';
import { createNonces } from '../../../../electron/token-server/dpop/nonces.ts';
import { buildDocuments } from '../../../../electron/token-server/endpoints/build-documents.ts';
import type { Answer } from '../../../../electron/token-server/http/answer.ts';
import type { ServerRequest } from '../../../../electron/token-server/http/request.ts';
import type { KeyRing } from '../../../../electron/token-server/keys/key-ring.ts';
import { makeSigningKey } from '../../../../electron/token-server/keys/make-signing-key.ts';
import { readSigningKey } from '../../../../electron/token-server/keys/signing-key.ts';
import { endpointsAt, PATHS, pathsOf } from '../../../../electron/token-server/paths.ts';
import { createReplayMemory } from '../../../../electron/token-server/proofs/replay-memory.ts';
import { route } from '../../../../electron/token-server/routes.ts';
import type { ServerState } from '../../../../electron/token-server/server-state.ts';
import { createTokenStore } from '../../../../electron/token-server/tokens/token-store.ts';
import type { ServerRules } from '../../../../shared/token-server/config.ts';
import type { SigningAlgorithm } from '../../../../shared/token-server/jwt-token.ts';
import { PRESETS } from '../../../../shared/token-server/presets.ts';
import type { ServerClient } from '../../../../shared/token-server/server-client.ts';
import { DEFAULT_RULES } from '../../../../shared/token-server/server-rules.ts';

/** scrypt at its cheapest: these tests are not about its cost. */
const COST = 1024;
export const NOW = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
export const FORM_TYPE = 'application/x-www-form-urlencoded';
const HOST = 'localhost:8443';
export const GRANT = 'grant_type=client_credentials';
export const SERVER = 'client_id=server&client_secret=Secr3t!';

export const CLIENTS: readonly ServerClient[] = [
  await client('server', 'Secr3t!', {}),
  await client('other', 'of another', { scopes: ['admin'] }),
  // Form decoding would make something else of it.
  await client('percent', 'a%41+b', {}),
  await client('colon', 'with:colon', {}),
  await client('grußlos', 'ünïcödé £', {}),
  await client('powerless', 'Secr3t!', { capabilities: [] }),
];

export async function client(
  clientId: string,
  secret: string,
  more: Partial<ServerClient>,
): Promise<ServerClient> {
  return {
    clientId,
    description: '',
    authentication: { method: 'secret', hash: await hashSecret(secret, COST) },
    scopes: ['read', 'write'],
    tokenLifetime: 299,
    ...more,
  };
}

/** Keys in memory alone. */
export async function createKeys(...algorithms: readonly SigningAlgorithm[]): Promise<KeyRing> {
  const made = await Promise.all(algorithms.map((algorithm) => makeSigningKey(algorithm, NOW)));
  const keys = made.map(readSigningKey);
  return {
    notices: [],
    jwks: JSON.stringify({ keys: keys.map(({ publicJwk }) => publicJwk) }),
    load: () => Promise.resolve(),
    sweep: () => undefined,
    rotate: () => Promise.resolve(),
    find: (kid) => keys.find((key) => key.kid === kid),
    active: async (algorithm) => {
      const key = keys.find((candidate) => candidate.algorithm === algorithm);
      if (key === undefined) throw new Error(`no key for ${algorithm} in this test`);
      return key;
    },
  };
}

const NO_KEYS = await createKeys();

/** What of a server's state a test sets up its own way. */
export type Different = Partial<Omit<ServerState, 'rules'>> & { readonly rules?: Partial<ServerRules> };

export function createState(
  clients: readonly ServerClient[] = CLIENTS,
  keys = NO_KEYS,
  different: Different = {},
): ServerState {
  const endpoints = different.endpoints ?? endpointsAt('https://localhost:8443', 'the CA');
  const asksForCertificates = different.asksForCertificates ?? false;
  const registry = createClientRegistry(clients);
  return {
    endpoints,
    clients: registry,
    secrets: createSecretChecker(undefined, COST),
    tokens: createTokenStore(),
    keys,
    vault: { load: async () => {}, seal: () => Promise.reject(new Error('no vault')), open: () => null },
    keySets: createKeySets(() => Promise.reject(new Error('no network in this test'))),
    nonces: { server: createNonces(), api: createNonces() },
    paths: pathsOf(),
    preset: PRESETS.curity,
    targets: {},
    proofsSeen: createReplayMemory(),
    assertionsSeen: createReplayMemory(),
    apiOrigins: new Set(),
    deviation: null,
    documents: buildDocuments(endpoints, registry, asksForCertificates, different.paths ?? pathsOf()),
    ...different,
    asksForCertificates,
    rules: { ...DEFAULT_RULES, ...different.rules },
  };
}

export function get(path: string, ...authorizations: string[]): ServerRequest {
  const [pathname = '', query = ''] = path.split('?');
  return {
    method: 'GET',
    path: pathname,
    query,
    headers: { host: HOST },
    authorizations,
    body: '',
    certificate: null,
  };
}

export function post(path: string, body: string, ...authorizations: string[]): ServerRequest {
  const headers = { host: HOST, 'content-type': FORM_TYPE };
  return { method: 'POST', path, query: '', headers, authorizations, body, certificate: null };
}

export function basic(id: string, secret: string): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}

export async function ask(request: ServerRequest, state = createState(), now = NOW): Promise<Answer> {
  return route(request, state, now);
}

export async function issueToken(state: ServerState, parameters = SERVER, now = NOW): Promise<string> {
  const answer = await ask(post(PATHS.token, `${GRANT}&${parameters}`), state, now);
  return JSON.parse(answer.body).access_token;
}

/** The value of a header of an answer, by its name in any case. */
export function headerOf(answer: Answer, name: string): string | undefined {
  const index = answer.headers.findIndex(
    (part, at) => at % 2 === 0 && part.toLowerCase() === name.toLowerCase(),
  );
  return index < 0 ? undefined : answer.headers[index + 1];
}
