import { describe, expect, it } from 'vitest';
import type { AssertionSettings } from '../../../../../shared/model/client.ts';
import { DEFAULT_ASSERTION, EXPLICIT_TYPE } from '../../../../../shared/model/default-assertion.ts';
import {
  type AssertionKey,
  buildAssertion,
} from '../../../../../shared/oauth/client-authentication/assertion.ts';
import { secretOnly } from '../../../../../shared/oauth/client-authentication/request-credentials.ts';
import { buildTokenRequest } from '../../../../../shared/oauth/request/token-request.ts';
import { maskText } from '../../../../../shared/text/sensitive-text.ts';
import { aWorkspace, type WorkspaceOverrides } from '../../fixtures.ts';

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
const SECONDS = Math.floor(NOW / 1000);
const KEY: AssertionKey = { algorithm: 'ES256', kid: 'k1', x5t: 'sha1', x5tS256: 'sha256' };
const ISSUER = 'https://localhost:8443/oauth/v2/oauth-anonymous';
const TOKEN_ENDPOINT = 'https://localhost:8443/oauth/v2/oauth-token';

function anAssertion(
  assertion: Partial<AssertionSettings> = {},
  { key = KEY, ...overrides }: WorkspaceOverrides & { key?: AssertionKey } = {},
) {
  const workspace = aWorkspace({
    server: { issuer: ISSUER, tokenEndpoint: TOKEN_ENDPOINT },
    ...overrides,
    client: { authMethod: 'private_key_jwt', assertion: { ...DEFAULT_ASSERTION, ...assertion } },
  });
  const built = buildAssertion(workspace, key, { now: NOW, jti: 'j1' });
  if (!built.ok) throw new Error(built.error.message);
  return built.value;
}

describe('the claims of a client assertion (RFC 7523 §3)', () => {
  it('iss and sub are the client id; aud, exp, iat and jti are there, times in whole seconds', () => {
    expect(anAssertion().claims).toEqual({
      iss: 'server',
      sub: 'server',
      aud: ISSUER,
      iat: SECONDS,
      exp: SECONDS + 60,
      jti: 'j1',
    });
  });

  it('has the configured lifetime', () => {
    expect(anAssertion({ lifetimeSeconds: 300 }).claims.exp).toBe(SECONDS + 300);
  });

  it.each([
    ['of its own', '{"foo":{"bar":[1]}}', { foo: { bar: [1] } }],
    ['in the place of ours', '{"iss":"other","exp":1}', { iss: 'other', exp: 1, sub: 'server' }],
    ['white space alone', ' \n', { iss: 'server' }],
  ])('takes further claims: %s', (_, claims, expected) => {
    expect(anAssertion({ claims }).claims).toMatchObject(expected);
  });

  it('null removes a claim', () => {
    expect(anAssertion({ claims: '{"jti":null,"aud":null}' }).claims).toEqual({
      iss: 'server',
      sub: 'server',
      iat: SECONDS,
      exp: SECONDS + 60,
    });
  });

  it.each(['{"a":', '[]', '"text"', 'null', '1'])(
    'says so when the further claims are no JSON object: %s',
    (claims) => {
      expect(() => anAssertion({ claims })).toThrow('not a JSON object');
    },
  );
});

describe('client_id beside the assertion', () => {
  it.each(['client_secret_jwt', 'private_key_jwt'] as const)(
    '%s: is sent, and equal to sub',
    (authMethod) => {
      const request = buildTokenRequest(aWorkspace({ client: { authMethod } }), {
        ...secretOnly(null),
        assertion: 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJzZXJ2ZXIifQ.c2ln',
      });
      const body = request.ok ? request.value.body : null;
      expect(body && maskText(body)).toBe(
        'grant_type=client_credentials&client_id=server&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=••••••••',
      );
      expect(body?.[1]).toMatchObject({ jwt: { claims: { sub: 'server' } } });
    },
  );
});

describe('whom an assertion is for', () => {
  const metadata = { document: { issuer: 'https://from-metadata.test' }, url: 'x', fetchedAt: 0 };

  it.each<[string, Partial<AssertionSettings>, WorkspaceOverrides, string]>([
    ['the issuer alone (RFC 10070)', { audience: 'issuer' }, {}, ISSUER],
    [
      'the issuer of the metadata, where none is entered',
      { audience: 'issuer' },
      { server: { issuer: '', tokenEndpoint: TOKEN_ENDPOINT, metadata } },
      'https://from-metadata.test',
    ],
    [
      'the token endpoint, where no issuer is known',
      { audience: 'issuer' },
      { server: { issuer: ' ', tokenEndpoint: TOKEN_ENDPOINT } },
      TOKEN_ENDPOINT,
    ],
    ['the token endpoint (Curity’s samples)', { audience: 'token-endpoint' }, {}, TOKEN_ENDPOINT],
    ['one of the person’s own', { audience: 'custom', customAudience: 'urn:as' }, {}, 'urn:as'],
  ])('%s', (_, settings, overrides, expected) => {
    expect(anAssertion(settings, overrides).claims.aud).toBe(expected);
  });
});

describe('the header', () => {
  it.each<[string, Partial<AssertionSettings>, Record<string, unknown>]>([
    [
      'names the key and has the typ of RFC 10070',
      {},
      { alg: 'ES256', typ: 'client-authentication+jwt', kid: 'k1' },
    ],
    ['with the typ of before', { typ: 'JWT' }, { alg: 'ES256', typ: 'JWT', kid: 'k1' }],
    ['without typ and kid', { typ: '', kid: false }, { alg: 'ES256' }],
    ['with the certificate’s SHA-1', { typ: '', x5t: 'x5t' }, { alg: 'ES256', kid: 'k1', x5t: 'sha1' }],
    [
      'with the certificate’s SHA-256',
      { typ: '', x5t: 'x5t#S256' },
      { alg: 'ES256', kid: 'k1', 'x5t#S256': 'sha256' },
    ],
  ])('%s', (_, settings, expected) => {
    expect(anAssertion(settings).header).toEqual(expected);
  });

  it('has no thumbprint and no kid where there is none', () => {
    const key = { algorithm: 'HS256', kid: null, x5t: null, x5tS256: null } as const;
    expect(anAssertion({ typ: '', x5t: 'x5t' }, { key }).header).toEqual({ alg: 'HS256' });
  });

  it.each<[string, Partial<AssertionSettings>, string]>([
    ['JWT while no issuer is known, as the token endpoint is aud then', {}, 'JWT'],
    [
      'the typ of RFC 10070 where the token endpoint was chosen',
      { audience: 'token-endpoint' },
      EXPLICIT_TYPE,
    ],
    ['whatever else was chosen', { typ: 'own+jwt' }, 'own+jwt'],
  ])('without an issuer typ is %s', (_, settings, typ) => {
    const server = { issuer: '', tokenEndpoint: TOKEN_ENDPOINT };
    expect(anAssertion(settings, { server }).header.typ).toBe(typ);
  });

  it('typ of an access token, by its fault', () => {
    expect(anAssertion({ fault: 'wrong-type' }).header.typ).toBe('at+jwt');
  });
});

describe('a fault', () => {
  it.each<[AssertionSettings['fault'], Record<string, unknown>]>([
    ['wrong-audience', { aud: 'https://wrong-audience.invalid/' }],
    ['second-audience', { aud: [ISSUER, 'https://wrong-audience.invalid/'] }],
    ['wrong-type', {}],
    ['expired', { iat: SECONDS - 3660, exp: SECONDS - 3600 }],
    ['not-yet-valid', { iat: SECONDS + 3600, nbf: SECONDS + 3600, exp: SECONDS + 3660 }],
    ['wrong-subject', { iss: 'server', sub: 'server-other' }],
    ['reused-jti', { jti: 'j1' }],
    ['wrong-key', { iss: 'server', sub: 'server', aud: ISSUER }],
  ])('%s', (fault, expected) => {
    const right = anAssertion().claims;
    expect(anAssertion({ fault }).claims).toEqual({ ...right, ...expected });
  });

  it('comes after the further claims', () => {
    expect(anAssertion({ fault: 'wrong-audience', claims: '{"aud":"mine"}' }).claims.aud).toBe(
      'https://wrong-audience.invalid/',
    );
  });
});
