import { describe, expect, test } from 'vitest';
import type { SecretVault } from '../../../../electron/token-server/clients/secret-vault.ts';
import { PATHS } from '../../../../electron/token-server/paths.ts';
import type { ServerState } from '../../../../electron/token-server/server-state.ts';
import {
  type ClientAuthentication,
  ProofAlgorithmSchema,
} from '../../../../shared/token-server/client-authentication.ts';
import type { ServerRules } from '../../../../shared/token-server/config.ts';
import { ask, basic, CLIENTS, createState, GRANT, headerOf, post } from './fixture.ts';
import { assertion, ISSUER, makeKey, SECONDS, type TestKey, TOKEN_ENDPOINT } from './keys.ts';

const TYPE = 'client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer';
const SECRET = 'a secret of thirty-two characters, or more';
const hmac = (algorithm: string, secret = SECRET) => ({ algorithm, privateKey: Buffer.from(secret) });
const es256 = await makeKey('ES256');
const stranger = await makeKey('ES256');
const rs256 = await makeKey('RS256');
const SEALED = { kind: 'aes-256-gcm', nonce: 'n', sealed: 's' } as const;
const vault: SecretVault = {
  load: async () => {},
  seal: async () => SEALED,
  open: (sealed) => (sealed === SEALED ? SECRET : null),
};

function createAssertionState(authentication: ClientAuthentication, rules: Partial<ServerRules> = {}) {
  const client = { clientId: 'a', description: '', authentication, scopes: ['read'], tokenLifetime: 299 };
  return createState([client, ...CLIENTS], undefined, { vault, rules });
}

const byKeys = (...keys: readonly TestKey[]): ClientAuthentication => ({
  method: 'private_key_jwt',
  keys: { from: 'jwks', jwks: { keys: keys.map(({ publicJwk }) => publicJwk) } },
});

const request = (jwt: string, more = '') =>
  post(PATHS.token, `${GRANT}&${TYPE}&client_assertion=${jwt}${more}`);

async function send(jwt: string, state: ServerState, more = '') {
  const answer = await ask(request(jwt, more), state);
  return { ...answer, error: JSON.parse(answer.body).error as unknown };
}

describe('private_key_jwt lets in', () => {
  test.each(ProofAlgorithmSchema.options)('a client that signs by %s', async (algorithm) => {
    const key = await makeKey(algorithm);
    const answer = await send(await assertion(key, 'a'), createAssertionState(byKeys(key)));
    expect([answer.status, answer.clientId]).toEqual([200, 'a']);
    expect(answer.decision).toBe(
      `token issued without scope; the client authenticated by private_key_jwt (${algorithm}); ` +
        'the assertion has no typ; RFC 10070 has client-authentication+jwt',
    );
  });

  test.each([
    ['typ of RFC 10070', {}, { typ: 'client-authentication+jwt' }],
    ['typ JWT', {}, { typ: 'JWT' }],
    ['without jti and iat', { jti: undefined, iat: undefined }, {}],
    ['exp within the tolerance', { exp: SECONDS - 9 }, {}],
    ['iat and nbf within the tolerance', { iat: SECONDS + 9, nbf: SECONDS + 9 }, {}],
    ['the kid of its key', {}, { kid: 'mine' }],
  ])('%s', async (_name, claims, header) => {
    const other = { ...stranger, publicJwk: { ...stranger.publicJwk, kid: 'other' } };
    const mine = { ...es256, publicJwk: { ...es256.publicJwk, kid: 'mine' } };
    const state = createAssertionState(byKeys(other, mine));
    expect((await send(await assertion(es256, 'a', claims, header), state)).status).toBe(200);
  });

  test('with a client_id that is the same', async () => {
    const state = createAssertionState(byKeys(es256));
    expect((await send(await assertion(es256, 'a'), state, '&client_id=a')).status).toBe(200);
  });

  test('the same assertion again, as Curity does by default', async () => {
    const state = createAssertionState(byKeys(es256));
    const jwt = await assertion(es256, 'a');
    expect([(await send(jwt, state)).status, (await send(jwt, state)).status]).toEqual([200, 200]);
  });

  test.each([
    ['client-authentication+jwt', 200, 200, undefined],
    ['application/client-authentication+jwt', 200, 200, undefined],
    ['JWT', 200, 401, 'the assertion has typ "JWT"'],
    [undefined, 200, 401, 'the assertion has no typ'],
  ])('typ %s: %i, and %i with the rule RFC 10070 strict', async (typ, lenient, strict, remark) => {
    const jwt = await assertion(es256, 'a', {}, typ === undefined ? {} : { typ });
    const answer = await send(jwt, createAssertionState(byKeys(es256)));
    expect(answer.status).toBe(lenient);
    if (remark === undefined) expect(answer.decision).not.toContain('RFC 10070');
    else expect(answer.decision).toContain(remark);
    const strictly = createAssertionState(byKeys(es256), { rfc10070Strict: true });
    expect((await send(jwt, strictly)).status).toBe(strict);
  });

  test.each([
    ['white space after it', (jwt: string) => `${jwt}%0A`, 'it has white space'],
    ['padding', (jwt: string) => `${jwt}%3D`, 'its parts must be base64url without padding'],
  ])('not one with %s (RFC 7515 §7.1)', async (_name, change, words) => {
    const answer = await send(change(await assertion(es256, 'a')), createAssertionState(byKeys(es256)));
    expect([answer.status, answer.error]).toEqual([401, 'invalid_client']);
    expect(answer.decision).toContain(words);
  });

  test.each([
    [3 * 86_400, 'the assertion expires in 3 days; other servers allow minutes'],
    [3600, null],
  ])('one that expires in %i s, and the log notes a long life', async (seconds, remark) => {
    const jwt = await assertion(es256, 'a', { exp: SECONDS + seconds });
    const answer = await send(jwt, createAssertionState(byKeys(es256)));
    expect(answer.status).toBe(200);
    if (remark === null) expect(answer.decision).not.toContain('expires in');
    else expect(answer.decision).toContain(remark);
  });

  test('not one with a claim twice: readers differ about which counts', async () => {
    const [header, claims] = (await assertion(es256, 'a')).split('.');
    const text = Buffer.from(claims ?? '', 'base64url')
      .toString()
      .replace('{', '{"sub":"b",');
    const twice = `${header}.${Buffer.from(text).toString('base64url')}.c2ln`;
    const answer = await send(twice, createAssertionState(byKeys(es256)));
    expect([answer.status, answer.decision]).toEqual([
      401,
      'invalid_client: client_assertion: the member "sub" is in its claims more than once',
    ]);
  });

  test.each([PATHS.introspection, PATHS.revocation])('also at %s, addressed to it', async (path) => {
    const state = createAssertionState(byKeys(es256), { legacyAudience: true });
    for (const aud of [ISSUER, TOKEN_ENDPOINT, `https://localhost:8443${path}`]) {
      const body = `token=x&${TYPE}&client_assertion=${await assertion(es256, 'a', { aud })}`;
      expect((await ask(post(path, body), state)).status).toBe(200);
    }
  });
});

describe('private_key_jwt rejects, and the log says why', () => {
  const inClaims = [
    ['no sub', { sub: undefined }, 'has no sub'],
    ['iss is not sub', { iss: 'b' }, 'iss is "b"; it must be the client id'],
    ['no aud', { aud: undefined }, 'aud is missing'],
    ['another aud', { aud: 'https://other.example' }, `aud is "https://other.example"; expected ${ISSUER}`],
    ['no exp', { exp: undefined }, 'exp is missing'],
    ['exp is a text', { exp: `${SECONDS + 60}` }, `exp is "${SECONDS + 60}", not a number of seconds`],
    ['nbf is a text', { nbf: `${SECONDS}` }, `nbf is "${SECONDS}", not a number of seconds`],
    ['iat in milliseconds', { iat: SECONDS * 1000 }, 'iat is thousands of years ahead: it counts seconds'],
    ['expired', { exp: SECONDS - 11 }, 'expired 12 s ago'],
    ['nbf in the future', { nbf: SECONDS + 60 }, 'nbf is 59 s in the future'],
    ['iat in the future', { iat: SECONDS + 60 }, 'iat is 59 s in the future'],
  ] as const;

  test.each(inClaims)('%s', async (_name, claims, words) => {
    const answer = await send(await assertion(es256, 'a', claims), createAssertionState(byKeys(es256)));
    expect([answer.status, answer.error]).toEqual([401, 'invalid_client']);
    expect(answer.decision).toContain(words);
    // No Authorization header was sent, so no scheme is offered.
    expect(headerOf(answer, 'www-authenticate')).toBeUndefined();
  });

  const byItsKey = [
    [
      'another key',
      assertion(stranger, 'a'),
      byKeys(es256),
      'the signature of the assertion does not verify',
    ],
    [
      'an unknown kid',
      assertion(es256, 'a', {}, { kid: 'new' }),
      byKeys({ ...es256, publicJwk: { ...es256.publicJwk, kid: 'old' } }),
      'kid "new" is not in the client’s key set',
    ],
    [
      'an algorithm that it is not registered for',
      assertion(es256, 'a'),
      { ...byKeys(es256), algorithms: ['PS256'] },
      'alg is "ES256"; the client is registered for PS256',
    ],
    [
      'an algorithm for which it has no key',
      assertion(rs256, 'a'),
      byKeys(es256),
      'there is no key for RS256 in the client’s key set',
    ],
    [
      'a key for encryption',
      assertion(es256, 'a'),
      byKeys({ ...es256, publicJwk: { ...es256.publicJwk, use: 'enc' } }),
      'there is no key for ES256',
    ],
    [
      'RFC 8725 §2.1 an HMAC by the public key',
      assertion(hmac('HS256', JSON.stringify(es256.publicJwk)), 'a'),
      byKeys(es256),
      'alg is "HS256"',
    ],
    [
      'a typ of something else',
      assertion(es256, 'a', {}, { typ: 'at+jwt' }),
      byKeys(es256),
      'typ is "at+jwt"',
    ],
    ['an unknown client', assertion(es256, 'b'), byKeys(es256), 'there is no client "b"'],
    [
      'a client with a secret',
      assertion(es256, 'server'),
      byKeys(es256),
      'registered for client_secret_basic or client_secret_post, and the request uses an assertion',
    ],
  ] as const;

  test.each(byItsKey)('%s', async (_name, signing, authentication, words) => {
    const jwt = await signing;
    const answer = await send(jwt, createAssertionState(authentication as ClientAuthentication));
    expect([answer.status, answer.error]).toEqual([401, 'invalid_client']);
    expect(answer.decision).toContain(words);
    expect(answer.decision).not.toContain(jwt.slice(-20));
  });

  test('no signature (alg none)', async () => {
    const [, claims] = (await assertion(es256, 'a')).split('.');
    const jwt = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`;
    const answer = await send(jwt, createAssertionState(byKeys(es256)));
    expect([answer.error, answer.decision]).toEqual([
      'invalid_client',
      expect.stringContaining('alg is "none"'),
    ]);
  });

  test('another client_id', async () => {
    const answer = await send(
      await assertion(es256, 'a'),
      createAssertionState(byKeys(es256)),
      '&client_id=b',
    );
    expect([answer.error, answer.decision]).toEqual([
      'invalid_client',
      'invalid_client: client_id is "b", and the assertion’s sub is "a"',
    ]);
  });

  test.each([
    [ISSUER, 200, 200],
    [[ISSUER], 200, 200],
    [TOKEN_ENDPOINT, 401, 200],
    [[ISSUER, TOKEN_ENDPOINT], 401, 200],
    [[ISSUER, 'https://other.example'], 401, 200],
    ['https://other.example', 401, 401],
  ] as const)('aud %j: %i by RFC 10070, %i with the rule legacy audience', async (aud, byRfc, legacy) => {
    const ask = async (rules: Partial<ServerRules>) =>
      (await send(await assertion(es256, 'a', { aud }), createAssertionState(byKeys(es256), rules))).status;
    expect([await ask({}), await ask({ legacyAudience: true })]).toEqual([byRfc, legacy]);
  });

  test('the token endpoint as aud is refused with the rule that would accept it', async () => {
    const jwt = await assertion(es256, 'a', { aud: TOKEN_ENDPOINT });
    const answer = await send(jwt, createAssertionState(byKeys(es256)));
    expect(answer.decision).toContain('The rule legacy audience accepts the token endpoint');
  });

  test('a reused jti, if checked, until it has expired', async () => {
    const state = createAssertionState(byKeys(es256), { checkAssertionReplay: true });
    const jwt = await assertion(es256, 'a', { jti: 'once' });
    expect((await send(jwt, state)).status).toBe(200);
    const again = await send(jwt, state);
    expect([again.error, again.decision]).toEqual(['invalid_client', expect.stringContaining('used before')]);
    const without = await send(await assertion(es256, 'a', { jti: undefined }), state);
    expect(without.decision).toContain('has no jti');
  });

  test('the clocks may differ by the tolerance that is set', async () => {
    const state = createAssertionState(byKeys(es256), { clockTolerance: 0 });
    const answer = await send(await assertion(es256, 'a', { iat: SECONDS + 9 }), state);
    expect(answer.decision).toContain('iat is 8 s in the future');
  });
});

describe('client_secret_jwt', () => {
  const bySecret: ClientAuthentication = { method: 'client_secret_jwt', secret: SEALED };

  test.each(['HS256', 'HS384', 'HS512'])('lets in a client that signs by %s', async (algorithm) => {
    const answer = await send(await assertion(hmac(algorithm), 'a'), createAssertionState(bySecret));
    expect([answer.status, answer.decision]).toEqual([
      200,
      `token issued without scope; the client authenticated by client_secret_jwt (${algorithm}); the assertion has no typ; RFC 10070 has client-authentication+jwt`,
    ]);
  });

  test.each([
    ['another secret', hmac('HS256', 'another secret that is long enough'), bySecret, 'signature'],
    ['a private key', es256, bySecret, 'alg is "ES256"'],
    [
      'an algorithm it is not registered for',
      hmac('HS512'),
      { ...bySecret, algorithms: ['HS256'] },
      'alg is "HS512"',
    ],
    ['no secret yet', hmac('HS256'), { ...bySecret, secret: null }, 'has no secret'],
    ['a secret that cannot be read', hmac('HS256'), { ...bySecret, secret: { ...SEALED } }, 'set a new one'],
  ] as const)('refuses %s', async (_name, key, authentication, words) => {
    const state = createAssertionState(authentication as ClientAuthentication);
    const answer = await send(await assertion(key, 'a'), state);
    expect([answer.status, answer.error]).toEqual([401, 'invalid_client']);
    expect(answer.decision).toContain(words);
    expect(answer.decision).not.toContain(SECRET);
  });

  test('does not accept the secret itself', async () => {
    const body = `${GRANT}&client_id=a&client_secret=${encodeURIComponent(SECRET)}`;
    const answer = await ask(post(PATHS.token, body), createAssertionState(bySecret));
    expect([answer.status, answer.decision]).toEqual([
      401,
      expect.stringContaining('registered for client_secret_jwt, and the request uses client_secret_post'),
    ]);
  });
});

const jwt = await assertion(es256, 'a');

describe('what is presented is looked at first', () => {
  const cases = [
    [
      'with a secret besides',
      `${TYPE}&client_assertion=${jwt}&client_id=server&client_secret=x`,
      [],
      400,
      'invalid_request',
    ],
    [
      'with Basic besides',
      `${TYPE}&client_assertion=${jwt}`,
      [basic('server', 'Secr3t!')],
      400,
      'invalid_request',
    ],
    ['without the type', `client_assertion=${jwt}`, [], 400, 'invalid_request'],
    ['without the assertion', TYPE, [], 400, 'invalid_request'],
    ['twice', `${TYPE}&client_assertion=${jwt}&client_assertion=${jwt}`, [], 400, 'invalid_request'],
    [
      'of another type',
      `client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Asaml2-bearer&client_assertion=${jwt}`,
      [],
      401,
      'invalid_client',
    ],
    ['no JWT', `${TYPE}&client_assertion=abc`, [], 401, 'invalid_client'],
  ] as const;

  test.each(cases)('%s', async (_name, body, authorizations, status, error) => {
    const answer = await ask(
      post(PATHS.token, `${GRANT}&${body}`, ...authorizations),
      createAssertionState(byKeys(es256)),
    );
    expect([answer.status, JSON.parse(answer.body).error]).toEqual([status, error]);
    expect(answer.decision).not.toContain(jwt.slice(-20));
  });
});
