import { createHmac, createPublicKey } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CredentialsService } from '../../../../../electron/core/credentials/credentials-service.ts';
import type { AssertionSettings } from '../../../../../shared/model/client.ts';
import { DEFAULT_ASSERTION } from '../../../../../shared/model/default-assertion.ts';
import type { Key, KeyKind } from '../../../../../shared/model/key.ts';
import { clientSecretKey, secretKey } from '../../../../../shared/model/secret-keys.ts';
import { algorithmsOf } from '../../../../../shared/oauth/jwt/key-algorithms.ts';
import { aWorkspace } from '../../../shared/fixtures.ts';
import { startKeys, unwrap } from './key-bench.ts';

const NOW = Date.UTC(2026, 0, 1);

async function startCredentials(folder?: string) {
  const { keys, secrets } = await startKeys({ ...(folder !== undefined && { folder }) });
  return { keys, secrets, credentials: new CredentialsService({ secrets, now: () => NOW }) };
}

type Bench = Awaited<ReturnType<typeof startCredentials>>;
let bench: Bench;
const made = new Map<KeyKind, Key>();

async function keyOf(kind: KeyKind): Promise<Key> {
  const key = made.get(kind) ?? unwrap(await bench.keys.generate('workspace', { name: 'My key', kind }));
  made.set(kind, key);
  return key;
}

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credence-test-'));
  bench = await startCredentials(folder);
  await bench.secrets.set(secretKey('workspace', clientSecretKey('client')), 'Secr3t!');
});

afterAll(async () => {
  await bench.secrets.flush();
  await rm(folder, { recursive: true, force: true });
});

function withAssertion(key: Key | null, assertion: Partial<AssertionSettings> = {}) {
  return aWorkspace({
    client: {
      authMethod: key ? 'private_key_jwt' : 'client_secret_jwt',
      assertion: { ...DEFAULT_ASSERTION, keyId: key?.id ?? null, ...assertion },
    },
    ...(key && { keys: [key] }),
  });
}

async function assertionOf(...parameters: Parameters<typeof withAssertion>): Promise<string> {
  const prepared = unwrap(await bench.credentials.prepare(withAssertion(...parameters), 'send'));
  return prepared.credentials.assertion ?? '';
}

const KINDS: readonly KeyKind[] = ['EC P-256', 'EC P-384', 'EC P-521', 'Ed25519', 'RSA 2048'];

describe('private_key_jwt', () => {
  it.each(KINDS)('%s signs with each of its algorithms, and jose verifies it', async (kind) => {
    const key = await keyOf(kind);
    const publicKey = createPublicKey({ key: key.publicJwk, format: 'jwk' });
    for (const signatureAlgorithm of algorithmsOf(key)) {
      const jwt = await assertionOf(key, { signatureAlgorithm });
      const { payload, protectedHeader } = await jwtVerify(jwt, publicKey, { currentDate: new Date(NOW) });
      expect(protectedHeader).toEqual({ alg: signatureAlgorithm, typ: 'JWT', kid: key.publicJwk.kid });
      expect(payload).toMatchObject({ iss: 'server', sub: 'server', jti: expect.any(String) });
    }
  });

  it('reports that the key does not support the algorithm', async () => {
    const workspace = withAssertion(await keyOf('EC P-384'), { signatureAlgorithm: 'RS256' });
    expect(await bench.credentials.prepare(workspace, 'show')).toMatchObject({
      error: {
        message: 'The key “My key” (EC P-384) cannot sign with RS256.',
        nextStep: 'Choose ES384 as the algorithm, or another key.',
      },
    });
  });

  it('without a key there is no assertion, but the request can be previewed', async () => {
    const workspace = aWorkspace({ client: { authMethod: 'private_key_jwt' } });
    const prepared = unwrap(await bench.credentials.prepare(workspace, 'show'));
    expect(prepared.credentials).toMatchObject({ assertion: null, secret: null });
  });

  it('a key whose private key is elsewhere is an error', async () => {
    const key = { ...(await keyOf('EC P-256')), id: 'elsewhere' };
    expect(await bench.credentials.prepare(withAssertion(key), 'show')).toMatchObject({
      error: { code: 'key.missing' },
    });
  });
});

describe('client_secret_jwt', () => {
  it.each(['HS256', 'HS384', 'HS512'] as const)(
    '%s with the UTF-8 of the secret as the key',
    async (macAlgorithm) => {
      const jwt = await assertionOf(null, { macAlgorithm });
      const [header, claims, signature] = jwt.split('.');
      const hmac = createHmac(macAlgorithm.replace('HS', 'sha'), 'Secr3t!').update(`${header}.${claims}`);
      expect(signature).toBe(hmac.digest('base64url'));
      expect(decodeProtectedHeader(jwt)).toEqual({ alg: macAlgorithm, typ: 'JWT' });
    },
  );

  it('without a secret there is no assertion', async () => {
    const { credentials } = await startCredentials();
    const prepared = unwrap(await credentials.prepare(withAssertion(null), 'show'));
    expect(prepared.credentials.assertion).toBeNull();
  });

  it('secret and assertion are masked in responses', async () => {
    const prepared = unwrap(await bench.credentials.prepare(withAssertion(null), 'send'));
    expect(prepared.withhold).toEqual(['Secr3t!', prepared.credentials.assertion]);
  });
});

describe('each request', () => {
  const jtiOf = (jwt: string) => decodeJwt(jwt).jti;

  it('has an assertion of its own', async () => {
    const key = await keyOf('EC P-256');
    expect(jtiOf(await assertionOf(key))).not.toBe(jtiOf(await assertionOf(key)));
  });

  it('the fault reused-jti reuses the last sent jti, not a previewed one', async () => {
    const key = await keyOf('EC P-256');
    const sent = await assertionOf(key);
    unwrap(await bench.credentials.prepare(withAssertion(key), 'show'));
    const again = withAssertion(key, { fault: 'reused-jti' });
    const shown = unwrap(await bench.credentials.prepare(again, 'show')).credentials.assertion ?? '';
    expect(jtiOf(shown)).toBe(jtiOf(sent));
    expect(jtiOf(await assertionOf(key, { fault: 'reused-jti' }))).toBe(jtiOf(sent));
    expect(jtiOf(await assertionOf(key, { fault: 'reused-jti' }))).toBe(jtiOf(sent));
  });

  it.each([...KINDS, null])('with the fault wrong-key does not verify (%s)', async (kind) => {
    const key = kind && (await keyOf(kind));
    const signatureAlgorithm = (key && algorithmsOf(key)[0]) ?? 'ES256';
    const jwt = await assertionOf(key, { fault: 'wrong-key', signatureAlgorithm });
    const right = key ? createPublicKey({ key: key.publicJwk, format: 'jwk' }) : Buffer.from('Secr3t!');
    await expect(jwtVerify(jwt, right, { currentDate: new Date(NOW) })).rejects.toThrow(
      'signature verification failed',
    );
    const others = await assertionOf(key, { signatureAlgorithm });
    await jwtVerify(others, right, { currentDate: new Date(NOW) });
  });
});
