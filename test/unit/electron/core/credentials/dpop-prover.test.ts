import { decodeJwt, decodeProtectedHeader, EmbeddedJWK, jwtVerify } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { DpopNonces } from '../../../../../electron/core/credentials/dpop-nonces.ts';
import {
  DpopProver,
  PROOF_PLACEHOLDER,
  type ProofPlan,
} from '../../../../../electron/core/credentials/dpop-prover.ts';
import type { HttpRequest } from '../../../../../shared/http/exchange.ts';
import type { ProofFault } from '../../../../../shared/model/client.ts';
import type { Key, KeyKind } from '../../../../../shared/model/key.ts';
import { proofOf } from '../../../../../shared/oauth/dpop/dpop.ts';
import { algorithmsOf } from '../../../../../shared/oauth/jwt/key-algorithms.ts';
import { jwkThumbprint } from '../../../../../shared/oauth/jwt/thumbprint.ts';
import { anExchange, aResponse } from '../../../shared/fixtures.ts';
import { startKeys, unwrap } from './key-bench.ts';

const NOW = Date.UTC(2026, 0, 1);
const TOKEN_URL = 'https://localhost:8443/oauth/v2/oauth-token?a=b';

let bench: Awaited<ReturnType<typeof startKeys>>;
let nonces: DpopNonces;
let prover: DpopProver;

beforeEach(async () => {
  bench = await startKeys();
  nonces = new DpopNonces();
  prover = new DpopProver({ secrets: bench.secrets, nonces, now: () => NOW });
});

const generate = async (kind: KeyKind): Promise<Key> =>
  unwrap(await bench.keys.generate('workspace', { name: 'DPoP key', kind }));

function planFor(key: Key, change: Partial<ProofPlan> = {}): ProofPlan {
  const plan = { workspaceId: 'workspace', key, purpose: 'token', accessToken: null, fault: null } as const;
  return { ...plan, algorithm: algorithmsOf(key)[0] ?? 'ES256', ...change };
}

function unproven(url = TOKEN_URL, method = 'POST', proof = PROOF_PLACEHOLDER): HttpRequest {
  return { method, url, headers: [{ name: 'DPoP', value: [proof] }], body: null };
}

const textOf = (request: HttpRequest) => String(request.headers[0]?.value[0]);

async function proofFor(plan: ProofPlan, request = unproven()): Promise<string> {
  return textOf(await unwrap(await prover.begin(plan, 'send'))(request));
}

const options = { typ: 'dpop+jwt', currentDate: new Date(NOW) };

describe('a proof', () => {
  const KINDS: readonly KeyKind[] = ['EC P-256', 'EC P-384', 'EC P-521', 'Ed25519', 'RSA 2048'];

  it.each(KINDS)('of %s is signed by each of its algorithms, and jose verifies it', async (kind) => {
    const key = await generate(kind);
    for (const algorithm of algorithmsOf(key)) {
      const proof = await proofFor(planFor(key, { algorithm }));
      const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, options);
      const { kid, ...publicJwk } = key.publicJwk;
      expect(kid).toBeDefined();
      expect(protectedHeader).toEqual({ typ: 'dpop+jwt', alg: algorithm, jwk: publicJwk });
      expect(payload).toEqual({
        jti: expect.any(String),
        htm: 'POST',
        htu: 'https://localhost:8443/oauth/v2/oauth-token',
        iat: NOW / 1000,
      });
    }
  });

  it('jti has 96 random bits or more: each proof is another', async () => {
    const prove = unwrap(await prover.begin(planFor(await generate('EC P-256')), 'send'));
    let request = unproven();
    const ids = new Set<string>();
    for (let count = 0; count < 20; count += 1) {
      request = await prove(request);
      const { jti = '' } = decodeJwt(textOf(request));
      expect(Buffer.from(jti, 'base64url').length * 8).toBeGreaterThanOrEqual(96);
      ids.add(jti);
    }
    expect(ids.size).toBe(20);
  });

  it('is regenerated for a redirect’s URL', async () => {
    const prove = unwrap(await prover.begin(planFor(await generate('EC P-256')), 'send'));
    const first = await prove(unproven());
    const second = await prove({ ...first, method: 'GET', url: 'https://localhost:8443/next#x' });
    expect(proofOf(second)).toMatchObject({ htm: 'GET', htu: 'https://localhost:8443/next' });
  });

  it('ath goes with a token', async () => {
    const accessToken = 'Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU';
    const proof = await proofFor(planFor(await generate('EC P-256'), { purpose: 'api', accessToken }));
    expect(decodeJwt(proof).ath).toBe('fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo');
  });

  it('keeps a proof that the user entered', async () => {
    const prove = unwrap(await prover.begin(planFor(await generate('EC P-256')), 'send'));
    const own = unproven(TOKEN_URL, 'POST', 'mine');
    expect(await prove(own)).toBe(own);
  });

  it('needs the private key', async () => {
    const key = { ...(await generate('EC P-256')), id: 'elsewhere' };
    expect(await prover.begin(planFor(key), 'send')).toMatchObject({ error: { code: 'key.missing' } });
  });
});

describe('nonces', () => {
  const learn = (url: string, nonce: string, purpose: 'token' | 'api' = 'token', status = 200) =>
    nonces.learn(
      anExchange({
        purpose,
        request: unproven(url),
        response: aResponse('', { status, headers: { 'DPoP-Nonce': nonce } }),
      }),
    );
  const nonceFor = async (url: string, purpose: 'token' | 'api' = 'token') =>
    decodeJwt(await proofFor(planFor(await generate('EC P-256'), { purpose }), unproven(url))).nonce;

  it('the latest is used, whatever the status that brought it', async () => {
    learn(TOKEN_URL, 'one', 'token', 400);
    expect(await nonceFor(TOKEN_URL)).toBe('one');
    learn(TOKEN_URL, 'two');
    expect(await nonceFor('https://localhost:8443/other')).toBe('two');
  });

  it('is used only for its origin and role', async () => {
    learn('https://localhost:8443/api', 'of the API', 'api', 401);
    expect(await nonceFor('https://localhost:8443/api/x', 'api')).toBe('of the API');
    expect(await nonceFor('https://localhost:8443/api', 'token')).toBeUndefined();
    expect(await nonceFor('https://localhost:8444/api', 'api')).toBeUndefined();
    expect(await nonceFor('http://localhost:8443/api', 'api')).toBeUndefined();
  });

  it('each hop of a redirect gives its own origin’s', async () => {
    const hop = (url: string, nonce: string) =>
      anExchange({
        purpose: 'api',
        request: unproven(url),
        response: aResponse('', { headers: { 'DPoP-Nonce': nonce } }),
      });
    nonces.learn({ ...hop('https://b.example/', 'b'), redirects: [hop('https://a.example/', 'a')] });
    expect([
      nonces.find('resource-server', 'https://a.example/1'),
      nonces.find('resource-server', 'https://b.example/2'),
    ]).toEqual(['a', 'b']);
  });

  it('as many are kept as anyone needs', () => {
    for (let index = 0; index <= 200; index += 1) learn(`https://${index}.example/`, 'x');
    expect(nonces.find('authorization-server', 'https://0.example/')).toBeNull();
    expect(nonces.find('authorization-server', 'https://200.example/')).toBe('x');
  });
});

describe('a proof that is wrong on purpose', () => {
  const faulty = async (fault: ProofFault, change: Partial<ProofPlan> = {}) => {
    const key = await generate('EC P-256');
    return { key, proof: await proofFor(planFor(key, { fault, ...change })) };
  };

  it.each<[ProofFault, Record<string, unknown>]>([
    ['wrong-htu', { htu: 'https://localhost:8443/oauth/v2/oauth-token/elsewhere' }],
    ['wrong-htm', { htm: 'GET' }],
    ['old-iat', { iat: NOW / 1000 - 3600 }],
  ])('%s', async (fault, claims) => {
    const { proof } = await faulty(fault);
    expect((await jwtVerify(proof, EmbeddedJWK, options)).payload).toMatchObject(claims);
  });

  it('missing-ath', async () => {
    const { proof } = await faulty('missing-ath', { purpose: 'api', accessToken: 'token' });
    expect(decodeJwt(proof)).not.toHaveProperty('ath');
  });

  it('wrong-key: a valid proof with an unknown key', async () => {
    const { key, proof } = await faulty('wrong-key');
    await jwtVerify(proof, EmbeddedJWK, options);
    const { jwk } = decodeProtectedHeader(proof);
    expect(jwk && jwkThumbprint({ ...jwk })).not.toBe(jwkThumbprint(key.publicJwk));
  });

  it('bad-signature: our key in it, and another one’s signature', async () => {
    const { key, proof } = await faulty('bad-signature');
    await expect(jwtVerify(proof, EmbeddedJWK, options)).rejects.toThrow('signature verification failed');
    expect(decodeProtectedHeader(proof).jwk).toMatchObject({ x: key.publicJwk.x });
  });

  it('reused-jti: the one of the last proof that was sent, not only shown', async () => {
    const key = await generate('EC P-256');
    const jtiOf = async (use: 'send' | 'show', fault: ProofFault | null) =>
      decodeJwt(textOf(await unwrap(await prover.begin(planFor(key, { fault }), use))(unproven()))).jti;
    const sent = await jtiOf('send', null);
    expect(await jtiOf('show', null)).not.toBe(sent);
    expect(await jtiOf('send', 'reused-jti')).toBe(sent);
    expect(await jtiOf('send', 'reused-jti')).toBe(sent);
    expect(await jtiOf('send', null)).not.toBe(sent);
  });
});
