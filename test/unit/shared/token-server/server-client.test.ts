import { describe, expect, test } from 'vitest';
import { TokenServerConfigSchema } from '../../../../shared/token-server/config.ts';
import { ServerClientSchema } from '../../../../shared/token-server/server-client.ts';
import { DEFAULT_RULES, mutualTlsOf, rulesOf } from '../../../../shared/token-server/server-rules.ts';
import { HASH, JWK, PEM } from './clients.ts';

const BASE = { clientId: 'a', description: '', scopes: ['read'], tokenLifetime: 299 };

describe('a client of a file from before there were methods', () => {
  test('authenticates by its secret', () => {
    expect(ServerClientSchema.parse({ ...BASE, secret: HASH })).toEqual({
      ...BASE,
      authentication: { method: 'secret', hash: HASH },
    });
  });

  test('and so does the whole file', () => {
    const file = { scheme: 'https', port: 8443, clients: [{ ...BASE, secret: HASH }] };
    const config = TokenServerConfigSchema.parse(file);
    expect(config.clients[0]?.authentication.method).toBe('secret');
    expect(rulesOf(config)).toEqual(DEFAULT_RULES);
    expect(mutualTlsOf(config)).toEqual({ mode: 'off' });
    // Written again, it is read as the same.
    expect(TokenServerConfigSchema.parse(JSON.parse(JSON.stringify(config)))).toEqual(config);
  });
});

test('given rules keep the defaults of others', () => {
  expect(rulesOf({ rules: { clockTolerance: 0, errorStyle: 'curity' } })).toEqual({
    ...DEFAULT_RULES,
    clockTolerance: 0,
    errorStyle: 'curity',
  });
});

test('there is no mutual TLS without TLS', () => {
  const mutualTls = { mode: 'same-port' } as const;
  expect(mutualTlsOf({ scheme: 'http', port: 0, clients: [], mutualTls }).mode).toBe('off');
  expect(mutualTlsOf({ scheme: 'https', port: 0, clients: [], mutualTls }).mode).toBe('same-port');
});

describe('the ways to authenticate', () => {
  test.each([
    { method: 'secret', hash: null },
    { method: 'secret', hash: HASH, accepts: ['client_secret_post'] },
    { method: 'client_secret_jwt', secret: { kind: 'aes-256-gcm', nonce: 'n', sealed: 's' } },
    { method: 'private_key_jwt', keys: { from: 'jwks', jwks: { keys: [JWK] } }, algorithms: ['ES256'] },
    { method: 'private_key_jwt', keys: { from: 'url', url: 'https://client.example/jwks' } },
    { method: 'tls_client_auth', subject: { field: 'subject_dn', value: 'CN=a' } },
    { method: 'self_signed_tls_client_auth', certificates: [PEM] },
    { method: 'none' },
  ])('%j is one', (authentication) => {
    expect(ServerClientSchema.parse({ ...BASE, authentication })).toEqual({ ...BASE, authentication });
  });

  test.each([
    ['a plain secret', { method: 'secret', hash: 'Secr3t!' }],
    ['no way to send the secret', { method: 'secret', hash: HASH, accepts: [] }],
    ['a private key', { method: 'private_key_jwt', keys: jwks({ ...JWK, d: 'x' }) }],
    ['a symmetric key', { method: 'private_key_jwt', keys: jwks({ kty: 'oct', k: 'x' }) }],
    ['no key', { method: 'private_key_jwt', keys: { from: 'jwks', jwks: { keys: [] } } }],
    ['HMAC by a private key', { method: 'private_key_jwt', keys: jwks(JWK), algorithms: ['HS256'] }],
    [
      'a key for a certificate',
      { method: 'self_signed_tls_client_auth', certificates: ['-----BEGIN PRIVATE KEY-----'] },
    ],
    ['an unknown method', { method: 'client_secret_basic', hash: HASH }],
  ])('%s is none', (_name, authentication) => {
    expect(ServerClientSchema.safeParse({ ...BASE, authentication }).success).toBe(false);
  });
});

function jwks(key: unknown) {
  return { from: 'jwks', jwks: { keys: [key] } };
}
