import { describe, expect, test } from 'vitest';
import type { SealedSecret } from '../../../../shared/token-server/client-authentication.ts';
import {
  type ClientAuthenticationView,
  type ServerClientView,
  ServerClientViewSchema,
  viewClient,
  withSecret,
} from '../../../../shared/token-server/client-view.ts';
import { describeAuthentication, methodsOf } from '../../../../shared/token-server/describe-client.ts';
import { diffClients } from '../../../../shared/token-server/diff-clients.ts';
import { findClientProblems } from '../../../../shared/token-server/find-client-problems.ts';
import { normalizeClient } from '../../../../shared/token-server/normalize-client.ts';
import type { ServerClient } from '../../../../shared/token-server/server-client.ts';
import { HASH, JWK, PEM, view } from './clients.ts';

const SEALED: SealedSecret = { kind: 'aes-256-gcm', nonce: 'n', sealed: 'sealed-text' };
const OTHER_HASH = { ...HASH, salt: 'ef'.repeat(16) };
const kept = (authentication: ServerClient['authentication']): ServerClient => ({
  ...view(),
  authentication,
});

describe('a client as the screen sees it', () => {
  test.each([
    [kept({ method: 'secret', hash: HASH }), true],
    [kept({ method: 'secret', hash: null }), false],
    [kept({ method: 'client_secret_jwt', secret: SEALED, algorithms: ['HS256'] }), true],
  ])('holds nothing of its secret but that it is there', (client, hasSecret) => {
    const seen = viewClient(client);
    expect(seen.authentication).toMatchObject({ hasSecret });
    expect(JSON.stringify(seen)).not.toMatch(/cdcd|sealed-text/);
    expect(ServerClientViewSchema.parse(seen)).toEqual(seen);
    // And back again, with what was kept.
    expect(withSecret(seen, client, null)).toEqual(client);
  });

  test('gets a new secret, or none if the method changed', () => {
    const before = kept({ method: 'secret', hash: HASH });
    const fresh = { hash: OTHER_HASH, sealed: SEALED };
    expect(withSecret(viewClient(before), before, fresh).authentication).toEqual({
      method: 'secret',
      hash: OTHER_HASH,
    });
    const changed = view({ authentication: { method: 'client_secret_jwt', hasSecret: true } });
    expect(withSecret(changed, before, null).authentication).toEqual({
      method: 'client_secret_jwt',
      secret: null,
    });
    expect(withSecret(changed, before, fresh).authentication).toMatchObject({ secret: SEALED });
    expect(withSecret(view({ authentication: { method: 'none' } }), before, fresh).authentication).toEqual({
      method: 'none',
    });
  });
});

const METHODS: readonly (readonly [ClientAuthenticationView, string, string])[] = [
  [{ method: 'secret', hasSecret: true }, 'client_secret_basic,client_secret_post', 'Secret (Basic or body)'],
  [
    { method: 'secret', hasSecret: false, accepts: ['client_secret_post'] },
    'client_secret_post',
    'Secret (body only), not set yet',
  ],
  [
    { method: 'client_secret_jwt', hasSecret: true, algorithms: ['HS256', 'HS512'] },
    'client_secret_jwt',
    'Assertion by secret (HS256, HS512)',
  ],
  [
    { method: 'private_key_jwt', keys: { from: 'jwks', jwks: { keys: [JWK, JWK] } } },
    'private_key_jwt',
    'Assertion by private key, 2 keys',
  ],
  [
    {
      method: 'private_key_jwt',
      keys: { from: 'url', url: 'https://a.example/jwks' },
      algorithms: ['PS256'],
    },
    'private_key_jwt',
    'Assertion by private key, keys at https://a.example/jwks (PS256)',
  ],
  [
    { method: 'tls_client_auth', subject: { field: 'san_dns', value: 'a.example' } },
    'tls_client_auth',
    'Certificate with the DNS name a.example',
  ],
  [
    { method: 'self_signed_tls_client_auth', certificates: [PEM] },
    'self_signed_tls_client_auth',
    '1 pinned certificate',
  ],
  [{ method: 'none' }, 'none', 'None (public client)'],
];

test.each(METHODS)('%j has the methods %s: %s', (authentication, methods, words) => {
  expect(methodsOf(authentication).join()).toBe(methods);
  expect(describeAuthentication(authentication)).toBe(words);
});

describe('what is wrong with a client', () => {
  const cases: readonly (readonly [string, Partial<ServerClientView>, string])[] = [
    ['no id', { clientId: ' ' }, 'clientId'],
    ['an id that another has', { clientId: 'taken' }, 'clientId'],
    ['a scope with a space', { scopes: ['read write'] }, 'scopes'],
    ['a default that is no scope of it', { defaultScopes: ['admin'] }, 'defaultScopes'],
    ['keys by http from elsewhere', withKeys('http://client.example/jwks'), 'authentication'],
    ['keys from no address', withKeys('jwks'), 'authentication'],
    ['keys with a password in the address', withKeys('https://a:b@client.example/'), 'authentication'],
    [
      'keys for encryption alone',
      {
        authentication: {
          method: 'private_key_jwt',
          keys: { from: 'jwks', jwks: { keys: [{ ...JWK, use: 'enc' }] } },
        },
      },
      'authentication',
    ],
    ['a name without a type', withSubject('subject_dn', 'my client'), 'authentication'],
    ['a URL for a DNS name', withSubject('san_dns', 'https://a.example'), 'authentication'],
    ['a name for an IP address', withSubject('san_ip', 'a.example'), 'authentication'],
    ['a name for an e-mail address', withSubject('san_email', 'a.example'), 'authentication'],
    ['a name for a URI', withSubject('san_uri', 'a'), 'authentication'],
  ];

  test.each(cases)('%s', (_name, more, field) => {
    expect(findClientProblems(view(more), ['taken']).map((problem) => problem.field)).toEqual([field]);
  });

  test.each<Partial<ServerClientView>>([
    {},
    { defaultScopes: ['read'] },
    withKeys('https://client.example/jwks'),
    withKeys('http://localhost:3000/jwks'),
    withKeys('http://[::1]/jwks'),
    withSubject('subject_dn', 'CN=a,O=Ä\\, B,2.5.4.6=SE'),
    withSubject('san_dns', '*.client.example'),
    withSubject('san_ip', '2001:db8::1'),
    withSubject('san_ip', '10.0.0.1'),
    withSubject('san_email', 'a@b'),
    withSubject('san_uri', 'urn:a:b'),
  ])('nothing: %j', (more) => expect(findClientProblems(view(more), ['taken'])).toEqual([]));
});

test('a stored client omits defaults', () => {
  const wordy = view({
    clientId: ' client ',
    description: ' x ',
    scopes: [' read', 'write', 'read', ''],
    defaultScopes: [],
    enabled: true,
    capabilities: ['introspection', 'client_credentials'],
    tokenFormat: 'opaque',
    jwt: { profile: 'curity', algorithm: 'RS256', audience: [] },
    dpop: 'allowed',
    certificateBinding: 'off',
  });
  expect(normalizeClient(wordy)).toEqual(view({ description: 'x' }));
  const special = view({
    defaultScopes: ['read'],
    enabled: false,
    capabilities: [],
    dpop: 'off',
    tokenFormat: 'jwt',
  });
  expect(normalizeClient(special)).toEqual(special);
});

describe('the changes of a commit', () => {
  test('adds, removes and changes clients', () => {
    const before = [view({ clientId: 'same' }), view({ clientId: 'gone' }), view({ clientId: 'other' })];
    const after = [
      view({ clientId: 'same', dpop: 'allowed' }),
      view({ clientId: 'other', tokenLifetime: 5, tokenFormat: 'jwt', dpop: 'required' }),
      view({ clientId: 'new' }),
    ];
    expect(diffClients(before, after)).toEqual([
      {
        kind: 'changed',
        clientId: 'other',
        differences: [
          { what: 'Token lifetime', before: '299 s', after: '5 s' },
          { what: 'Token format', before: 'Opaque', after: 'JWT (Curity’s kind, RS256)' },
          { what: 'DPoP', before: 'Allowed', after: 'Required' },
        ],
      },
      { kind: 'added', clientId: 'new' },
      { kind: 'removed', clientId: 'gone' },
    ]);
  });

  test.each<readonly [string, Partial<ServerClientView>, string, string]>([
    ['Scopes', { scopes: [] }, 'read, write', 'none'],
    ['Default scopes', { defaultScopes: ['read'] }, 'none', 'read'],
    [
      'Capabilities',
      { capabilities: ['introspection'] },
      'Client credentials, Introspection',
      'Introspection',
    ],
    ['Enabled', { enabled: false }, 'Yes', 'No'],
    ['Certificate-bound tokens', { certificateBinding: 'required' }, 'Off', 'Required'],
    [
      'Authentication',
      { authentication: { method: 'none' } },
      'Secret (Basic or body)',
      'None (public client)',
    ],
  ])('tells %s in words', (what, more, before, after) => {
    const [change] = diffClients([view()], [view(more)]);
    expect(change).toEqual({ kind: 'changed', clientId: 'client', differences: [{ what, before, after }] });
  });

  test('reports a changed key, but not a missing secret', () => {
    const withKey = (x: string) =>
      view({
        authentication: {
          method: 'private_key_jwt',
          keys: { from: 'jwks', jwks: { keys: [{ ...JWK, x }] } },
        },
      });
    expect(diffClients([withKey('a')], [withKey('b')])).toMatchObject([
      { differences: [{ after: 'Assertion by private key, 1 key (changed)' }] },
    ]);
    const unset = view({ authentication: { method: 'secret', hasSecret: false } });
    expect(diffClients([view()], [unset])).toEqual([]);
  });
});

function withKeys(url: string): Partial<ServerClientView> {
  return { authentication: { method: 'private_key_jwt', keys: { from: 'url', url } } };
}

function withSubject(
  field: 'subject_dn' | 'san_dns' | 'san_uri' | 'san_ip' | 'san_email',
  value: string,
): Partial<ServerClientView> {
  return { authentication: { method: 'tls_client_auth', subject: { field, value } } };
}
