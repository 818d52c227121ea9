import { generateKeyPairSync, sign as signBytes, X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  type ClientCertificate,
  thumbprintOf,
} from '../../../../electron/token-server/certificates/client-certificate.ts';
import { createNonces, NONCE_LIFETIME_MS } from '../../../../electron/token-server/dpop/nonces.ts';
import type { Answer } from '../../../../electron/token-server/http/answer.ts';
import { PATHS } from '../../../../electron/token-server/paths.ts';
import type { ServerState } from '../../../../electron/token-server/server-state.ts';
import { accessTokenHash, jwkThumbprint } from '../../../../shared/oauth/jwt/thumbprint.ts';
import { ProofAlgorithmSchema } from '../../../../shared/token-server/client-authentication.ts';
import type { ServerRules } from '../../../../shared/token-server/config.ts';
import type { Binding, ServerClient } from '../../../../shared/token-server/server-client.ts';
import {
  ask,
  basic,
  CLIENTS,
  createKeys,
  createState,
  GRANT,
  get,
  headerOf,
  NOW,
  post,
  SERVER,
} from './fixture.ts';
import { makeKey, proof, SECONDS, sign, TOKEN_ENDPOINT } from './keys.ts';
import { makeClientCertificate } from './make-client-certificate.ts';

const key = await makeKey('ES256');
const stranger = await makeKey('ES256');
const jkt = jwkThumbprint(key.publicJwk);
const signingKeys = await createKeys('ES256');

function createDpopState(dpop: Binding = 'allowed', rules: Partial<ServerRules> = {}): ServerState {
  const clients = CLIENTS.map((client): ServerClient => ({ ...client, dpop }));
  return createState(clients, undefined, { rules });
}

const askToken = async (state: ServerState, jwt: string | undefined, now = NOW) => {
  const request = post(PATHS.token, `${GRANT}&${SERVER}&scope=read`);
  const headers = jwt === undefined ? request.headers : { ...request.headers, dpop: jwt };
  return ask({ ...request, headers }, state, now);
};
const errorOf = ({ body }: Answer) => JSON.parse(body).error;

async function issue(state: ServerState): Promise<string> {
  return JSON.parse((await askToken(state, await proof(key))).body).access_token;
}

const secretKey = Buffer.alloc(32, 1);
/** What jose does not sign. */
function proofByHand(header: object, signature: (input: Buffer) => Buffer): string {
  const claims = { jti: 'a', htm: 'POST', htu: TOKEN_ENDPOINT, iat: SECONDS };
  const input = [{ typ: 'dpop+jwt', ...header }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${input}.${signature(Buffer.from(input)).toString('base64url')}`;
}

const short = generateKeyPairSync('rsa', { modulusLength: 1024 });
const shortProof = proofByHand({ alg: 'RS256', jwk: short.publicKey.export({ format: 'jwk' }) }, (input) =>
  signBytes('sha256', input, short.privateKey),
);
const critical = { alg: 'ES256', jwk: key.publicJwk, crit: ['exp'], exp: 1 };
const twice = `${await proof(key)}, ${await proof(key)}`;

describe('a DPoP proof at the token endpoint', () => {
  test.each(ProofAlgorithmSchema.options)('binds the token, signed by %s', async (algorithm) => {
    const own = await makeKey(algorithm);
    const answer = await askToken(createDpopState(), await proof(own));
    expect([answer.status, JSON.parse(answer.body).token_type]).toEqual([200, 'DPoP']);
    expect(answer.decision).toBe(
      `token issued for scope "read"; bound to the DPoP key ${jwkThumbprint(own.publicJwk)}`,
    );
    // Where no nonce is required, none is given.
    expect(headerOf(answer, 'dpop-nonce')).toBeUndefined();
  });

  test('is named by the token and its introspection', async () => {
    const clients = CLIENTS.map(
      (client): ServerClient => ({
        ...client,
        tokenFormat: 'jwt',
        jwt: { profile: 'rfc9068', algorithm: 'ES256', audience: [] },
      }),
    );
    const state = createState(clients, signingKeys);
    const token = await issue(state);
    expect(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())).toMatchObject({
      cnf: { jkt },
    });
    const answer = await ask(post(PATHS.introspection, `token=${token}`, basic('server', 'Secr3t!')), state);
    expect(JSON.parse(answer.body)).toMatchObject({ active: true, token_type: 'DPoP', cnf: { jkt } });
  });

  test('is ignored if the client has DPoP off: the token is a bearer token', async () => {
    const answer = await askToken(createDpopState('off'), 'nonsense');
    expect([answer.status, JSON.parse(answer.body).token_type]).toEqual([200, 'bearer']);
    expect(answer.decision).toContain('DPoP is off for this client');
  });

  test('is required if a client’s tokens are always bound', async () => {
    const state = createDpopState('required');
    const without = await askToken(state, undefined);
    expect([without.status, errorOf(without)]).toEqual([400, 'invalid_dpop_proof']);
    expect((await askToken(state, await proof(key))).status).toBe(200);
  });

  test.each([
    ['a query and a fragment in htu', { htu: `${TOKEN_ENDPOINT}?a=b#c` }],
    ['htu written in another way', { htu: 'HTTPS://LOCALHOST:8443/oauth/v2/%6Fauth-token' }],
    ['iat within the tolerance ahead', { iat: SECONDS + 9 }],
    ['iat within the lifetime and the tolerance', { iat: SECONDS - 69 }],
    ['a nonce that nobody asked for', { nonce: 'x' }],
  ])('is good with %s', async (_name, claims) => {
    expect((await askToken(createDpopState(), await proof(key, claims))).status).toBe(200);
  });

  const wrong: readonly (readonly [string, Promise<string> | string, string])[] = [
    ['no JWT', 'abc', 'is not a JWT'],
    ['two proofs', twice, 'more than one DPoP header'],
    ['another typ', proof(key, {}, { typ: 'JWT' }), 'typ is "JWT"'],
    ['no typ', proof(key, {}, { typ: undefined }), 'typ is missing'],
    [
      'an HMAC',
      sign({ typ: 'dpop+jwt', alg: 'HS256', jwk: key.publicJwk }, { iat: SECONDS }, secretKey),
      'alg is "HS256"',
    ],
    ['no jwk', proof(key, {}, { jwk: undefined }), 'no jwk in its header'],
    ['a private jwk', proof(key, {}, { jwk: { ...key.publicJwk, d: 'x' } }), 'private or secret key'],
    ['a jwk of another kind', proof(key, {}, { jwk: { kty: 'oct', k: 'x' } }), 'kty must be'],
    ['a jwk that is no point', proof(key, {}, { jwk: { ...key.publicJwk, x: 'AAAA' } }), 'cannot be read'],
    ['another’s jwk', proof(key, {}, { jwk: stranger.publicJwk }), 'signature does not verify'],
    ['no jti', proof(key, { jti: undefined }), 'has no jti'],
    ['another method', proof(key, { htm: 'GET' }), 'htm is "GET"; the request is POST'],
    ['the method in another case', proof(key, { htm: 'post' }), 'htm is "post"'],
    ['another address', proof(key, { htu: 'https://localhost:8443/' }), 'htu is "https://localhost:8443/"'],
    ['another host', proof(key, { htu: TOKEN_ENDPOINT.replace('localhost', '127.0.0.1') }), 'htu is'],
    ['no address', proof(key, { htu: '/oauth/v2/oauth-token' }), 'htu is'],
    ['no iat', proof(key, { iat: undefined }), 'iat is missing'],
    ['iat is a text', proof(key, { iat: `${SECONDS}` }), `iat is "${SECONDS}", not a number of seconds`],
    ['iat in milliseconds', proof(key, { iat: SECONDS * 1000 }), 'counts seconds, not milliseconds'],
    ['htu is a list', proof(key, { htu: [TOKEN_ENDPOINT] }), `htu is "[\\"${TOKEN_ENDPOINT}\\"]"`],
    ['an RSA key of 1024 bits', shortProof, 'jwk has 1024 bits, and RSA needs 2048'],
    [
      'an extension that must be understood',
      proofByHand(critical, () => Buffer.alloc(64)),
      'crit demands an extension',
    ],
    ['too old', proof(key, { iat: SECONDS - 71 }), 'iat is 72 s ago; a proof is valid for 60 s'],
    ['from the future', proof(key, { iat: SECONDS + 12 }), 'iat is 11 s in the future'],
  ];

  test.each(wrong)('is not: %s', async (_name, signing, words) => {
    const jwt = await signing;
    const answer = await askToken(createDpopState(), jwt);
    expect([answer.status, errorOf(answer)]).toEqual([400, 'invalid_dpop_proof']);
    expect(answer.decision).toContain(words);
    if (jwt.length > 20) expect(answer.decision).not.toContain(jwt.slice(-20));
  });

  test('is good once', async () => {
    const state = createDpopState();
    const jwt = await proof(key);
    expect((await askToken(state, jwt)).status).toBe(200);
    const again = await askToken(state, jwt, NOW + 1000);
    expect([errorOf(again), again.decision]).toEqual([
      'invalid_dpop_proof',
      expect.stringContaining('used before'),
    ]);
    // Another key may have the same jti by chance.
    expect((await askToken(state, await proof(stranger, { jti: 'x' }))).status).toBe(200);
    expect((await askToken(state, await proof(key, { jti: 'x' }))).status).toBe(200);
  });
});

describe('nonces', () => {
  test('are required in proofs, and sent with each response', async () => {
    const state = createDpopState('allowed', { requireDpopNonce: true });
    const first = await askToken(state, await proof(key));
    expect([first.status, errorOf(first)]).toEqual([400, 'use_dpop_nonce']);
    const nonce = headerOf(first, 'dpop-nonce');
    const second = await askToken(state, await proof(key, { nonce }));
    expect(second.status).toBe(200);
    const next = headerOf(second, 'dpop-nonce');
    expect(next).not.toBe(nonce);
    expect((await askToken(state, await proof(key, { nonce: next }))).status).toBe(200);
  });

  test('a wrong or old one is answered with a new one', async () => {
    const state = createDpopState('required', { requireDpopNonce: true });
    const old = state.nonces.server.issue(NOW - NONCE_LIFETIME_MS);
    for (const nonce of ['wrong', old, createNonces().issue(NOW), `${state.nonces.server.issue(NOW)}A`]) {
      const answer = await askToken(state, await proof(key, { nonce }));
      expect([answer.status, errorOf(answer)]).toEqual([400, 'use_dpop_nonce']);
      expect(headerOf(answer, 'dpop-nonce')).toMatch(/^[\w-]{43}$/);
    }
    // Who sends no proof is given one, too, for the proof that has to come.
    expect(headerOf(await askToken(state, undefined), 'dpop-nonce')).toBeDefined();
  });

  test('are of no interest to a request without a proof', async () => {
    const state = createDpopState('allowed', { requireDpopNonce: true });
    const answer = await askToken(state, undefined);
    expect([answer.status, headerOf(answer, 'dpop-nonce')]).toEqual([200, undefined]);
  });
});

describe('a bound token at the API', () => {
  const API = 'https://localhost:8443/hello_world';
  const call = (state: ServerState, authorization: string, jwt?: string) => {
    const request = get(PATHS.helloWorld, authorization);
    const headers = jwt === undefined ? request.headers : { ...request.headers, dpop: jwt };
    return ask({ ...request, headers }, state);
  };
  const forCall = (token: string, claims = {}) =>
    proof(key, { htm: 'GET', htu: API, ath: accessTokenHash(token), ...claims });

  test('golden vector of RFC 9449 §7.1: ath', () => {
    expect(accessTokenHash('Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU')).toBe(
      'fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo',
    );
  });

  test.each(['DPoP', 'dpop', 'DPoP '])('opens it with a proof of its key, as %j', async (scheme) => {
    const state = createDpopState();
    const token = await issue(state);
    const answer = await call(state, `${scheme} ${token}`, await forCall(token));
    expect([answer.status, answer.decision]).toEqual([
      200,
      `token accepted; its DPoP key ${jkt} has signed the call`,
    ]);
  });

  test('does not as a bearer’s, and both schemes are offered', async () => {
    const state = createDpopState();
    const answer = await call(state, `Bearer ${await issue(state)}`);
    expect(answer.status).toBe(401);
    const challenges = answer.headers.filter((_, at) => answer.headers[at - 1] === 'WWW-Authenticate');
    expect(challenges).toEqual([
      expect.stringMatching(/^Bearer .*error="invalid_token", error_description=".*bound to a key/),
      expect.stringMatching(/^DPoP .*algs="RS256 .*ES256/),
    ]);
  });

  test('an unbound token is not accepted as a bound one', async () => {
    const state = createDpopState();
    const { access_token: token } = JSON.parse((await askToken(state, undefined)).body);
    const answer = await call(state, `DPoP ${token}`, await forCall(token));
    expect([answer.status, headerOf(answer, 'www-authenticate')]).toEqual([
      401,
      expect.stringMatching(/^DPoP .*error="invalid_token".*not bound to a key/),
    ]);
  });

  test.each([
    ['no proof', async () => undefined, 'invalid_dpop_proof', 'proof is missing'],
    ['no ath', (token: string) => forCall(token, { ath: undefined }), 'invalid_dpop_proof', 'no ath'],
    [
      'the ath of another',
      (token: string) => forCall(token, { ath: accessTokenHash('x') }),
      'invalid_dpop_proof',
      'ath is the hash of another',
    ],
    ['the proof of the token request', () => proof(key), 'invalid_dpop_proof', 'htm is "POST"'],
    [
      'a proof of another key',
      (token: string) => proof(stranger, { htm: 'GET', htu: API, ath: accessTokenHash(token) }),
      'invalid_token',
      'bound to another key',
    ],
  ] as const)('refuses %s', async (_name, makeProof, error, words) => {
    const state = createDpopState();
    const token = await issue(state);
    const answer = await call(state, `DPoP ${token}`, await makeProof(token));
    expect([answer.status, errorOf(answer)]).toEqual([401, error]);
    expect(headerOf(answer, 'www-authenticate')).toMatch(
      new RegExp(`^DPoP realm="Credence demo API", error="${error}", .*algs="`),
    );
    expect(answer.decision).toContain(words);
    expect(answer.decision).not.toContain(token);
  });

  test('requires a nonce by challenge, and sends the next with the response', async () => {
    const state = createDpopState('allowed', { requireDpopNonce: true });
    const nonce = state.nonces.server.issue(NOW);
    const issued = await askToken(state, await proof(key, { nonce }));
    const { access_token: token } = JSON.parse(issued.body);
    const first = await call(state, `DPoP ${token}`, await forCall(token));
    expect([first.status, headerOf(first, 'www-authenticate')]).toEqual([
      401,
      expect.stringContaining('error="use_dpop_nonce"'),
    ]);
    const given = headerOf(first, 'dpop-nonce');
    const second = await call(state, `DPoP ${token}`, await forCall(token, { nonce: given }));
    expect(second.status).toBe(200);
    expect(headerOf(second, 'dpop-nonce')).not.toBe(given);
  });

  test('a token can be bound to a certificate besides, and then needs both', async () => {
    const { pem } = await makeClientCertificate('CN=a');
    const x509 = new X509Certificate(pem);
    const certificate = { x509, thumbprint: thumbprintOf(x509), distrust: null };
    const clients = CLIENTS.map((client): ServerClient => ({ ...client, certificateBinding: 'required' }));
    const state = createState(clients, undefined, { asksForCertificates: true });
    const request = post(PATHS.token, `${GRANT}&${SERVER}`);
    const headers = { ...request.headers, dpop: await proof(key) };
    const issued = JSON.parse((await ask({ ...request, headers, certificate }, state)).body);
    expect(issued.token_type).toBe('DPoP');
    const callBy = async (shown: ClientCertificate | null) => {
      const toApi = get(PATHS.helloWorld, `DPoP ${issued.access_token}`);
      const withProof = { ...toApi.headers, dpop: await forCall(issued.access_token) };
      return (await ask({ ...toApi, headers: withProof, certificate: shown }, state)).status;
    };
    expect([await callBy(certificate), await callBy(null)]).toEqual([200, 401]);
    // The one does not excuse the other at the token endpoint either.
    expect((await ask({ ...request, headers: { ...headers, dpop: 'x' }, certificate }, state)).status).toBe(
      400,
    );
  });

  test('is not offered if no client has DPoP on', async () => {
    const answer = await ask(get(PATHS.helloWorld), createDpopState('off'));
    expect(answer.headers.filter((part) => part === 'WWW-Authenticate')).toHaveLength(1);
  });
});
