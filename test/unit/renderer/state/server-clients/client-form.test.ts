import { describe, expect, test } from 'vitest';
import {
  blankForm,
  type ClientForm,
  formOf,
} from '../../../../../renderer/state/server-clients/client-form.ts';
import {
  type ClientFormField,
  readClientForm,
} from '../../../../../renderer/state/server-clients/read-client-form.ts';
import {
  type ServerClientView,
  ServerClientViewSchema,
} from '../../../../../shared/token-server/client-view.ts';
import { JWK, PEM, view } from '../../../shared/token-server/clients.ts';

const ALONE = { otherIds: [], freshSecret: false };
const form = (change: Partial<ClientForm> = {}): ClientForm => ({
  ...formOf(view({ clientId: 'orders' })),
  ...change,
});

function clientOf(some: ClientForm, surroundings = ALONE): ServerClientView {
  const read = readClientForm(some, surroundings);
  if (!('client' in read)) throw new Error(JSON.stringify(read.problems));
  return read.client;
}

describe('the form of a client', () => {
  test.each<[string, Partial<ServerClientView>]>([
    ['the least', {}],
    [
      'a secret that comes one way only',
      { authentication: { method: 'secret', hasSecret: true, accepts: ['client_secret_basic'] } },
    ],
    [
      'assertions by secret',
      { authentication: { method: 'client_secret_jwt', hasSecret: true, algorithms: ['HS512'] } },
    ],
    [
      'pasted keys',
      {
        authentication: {
          method: 'private_key_jwt',
          keys: { from: 'jwks', jwks: { keys: [{ ...JWK, kid: 'k' }] } },
          algorithms: ['ES256'],
        },
      },
    ],
    [
      'keys at a URL',
      {
        authentication: {
          method: 'private_key_jwt',
          keys: { from: 'url', url: 'https://client.example/jwks' },
        },
      },
    ],
    [
      'a certificate by name',
      {
        authentication: {
          method: 'tls_client_auth',
          subject: { field: 'subject_dn', value: 'CN=orders,O=Example' },
        },
      },
    ],
    [
      'two pinned certificates',
      { authentication: { method: 'self_signed_tls_client_auth', certificates: [PEM, PEM] } },
    ],
    ['a public client', { authentication: { method: 'none' } }],
    [
      'everything else',
      {
        description: 'Takes orders',
        enabled: false,
        capabilities: ['client_credentials'],
        scopes: ['orders.read', 'orders.write'],
        defaultScopes: ['orders.read'],
        tokenLifetime: 31_536_000,
        tokenFormat: 'jwt',
        jwt: {
          profile: 'rfc9068',
          algorithm: 'ES256',
          audience: ['https://api.example', 'urn:b'],
        },
        claims: { tenant: { id: 7 } },
        dpop: 'required',
        certificateBinding: 'allowed',
      },
    ],
  ])('shows %s and reads it back as it was', (_what, change) => {
    const client = view({ clientId: 'orders', ...change });
    const read = clientOf(formOf(client));
    expect(read).toEqual(client);
    expect(ServerClientViewSchema.parse(read)).toEqual(read);
  });

  test('accepts a single key or a list of keys as a set', () => {
    const keys = { method: 'private_key_jwt', keysFrom: 'jwks' } as const;
    for (const jwks of [JSON.stringify(JWK), JSON.stringify([JWK]), JSON.stringify({ keys: [JWK] })]) {
      expect(clientOf(form({ ...keys, jwks })).authentication).toMatchObject({
        keys: { jwks: { keys: [JWK] } },
      });
    }
  });

  test('omits fields of other methods or formats', () => {
    const messy = form({
      method: 'none',
      jwks: 'not read',
      certificates: 'not read',
      algorithms: ['HS256'],
    });
    expect(clientOf(messy)).toEqual(view({ clientId: 'orders', authentication: { method: 'none' } }));
    const changed = form({ method: 'private_key_jwt', jwks: JSON.stringify(JWK), algorithms: ['HS256'] });
    expect(clientOf(changed).authentication).not.toHaveProperty('algorithms');
  });

  test('audiences are separated by white space or commas, each once', () => {
    const { jwt } = clientOf(form({ tokenFormat: 'jwt', audience: ' https://a , urn:b\nhttps://a' }));
    expect(jwt?.audience).toEqual(['https://a', 'urn:b']);
  });
});

describe('what stands in the way of a client', () => {
  test.each<[string, Partial<ClientForm>, ClientFormField, RegExp]>([
    ['no id', { clientId: ' ' }, 'clientId', /needs an id/],
    ['an id that is taken', { clientId: 'server' }, 'clientId', /another client/],
    ['no way for the secret', { accepts: [] }, 'authentication', /at least one way/],
    [
      'another method without a secret',
      { method: 'client_secret_jwt' },
      'authentication',
      /Generate a secret/,
    ],
    ['keys that are not JSON', { method: 'private_key_jwt', jwks: 'x' }, 'authentication', /as JSON/],
    [
      'a private key',
      { method: 'private_key_jwt', jwks: JSON.stringify({ ...JWK, d: 'AA' }) },
      'authentication',
      /^Key 1: .*private/,
    ],
    [
      'a key address elsewhere over http',
      { method: 'private_key_jwt', keysFrom: 'url', jwksUrl: 'http://client.example' },
      'authentication',
      /https/,
    ],
    ['no subject', { method: 'tls_client_auth' }, 'authentication', /Enter the name in the client/],
    [
      'a subject that is none',
      { method: 'tls_client_auth', subjectValue: 'orders' },
      'authentication',
      /distinguished name/,
    ],
    [
      'no certificate',
      { method: 'self_signed_tls_client_auth', certificates: 'MIIB' },
      'authentication',
      /PEM/,
    ],
    ['a scope that is none', { scopes: ['sc"ope'] }, 'scopes', /no scope/],
    ['a foreign default', { defaultScopes: ['admin'] }, 'defaultScopes', /not among/],
    ['a lifetime that is none', { lifetime: '0' }, 'lifetime', /From 1 to/],
    ['claims that are not JSON', { tokenFormat: 'jwt', claims: '{' }, 'claims', /JSON object/],
    ['claims that are a list', { tokenFormat: 'jwt', claims: '[1]' }, 'claims', /JSON object/],
    ['a claim of the server’s', { tokenFormat: 'jwt', claims: '{"sub":"x"}' }, 'claims', /^The server sets/],
  ])('%s is said at its field', (_what, change, field, words) => {
    const read = readClientForm(form(change), { otherIds: ['server'], freshSecret: false });
    expect(read).toEqual({ problems: { [field]: expect.stringMatching(words) } });
  });

  test('a new client has no secret until one was made in the editor', () => {
    const fresh = { ...blankForm(), clientId: 'orders' };
    expect(readClientForm(fresh, ALONE)).toHaveProperty('problems.authentication');
    expect(clientOf(fresh, { ...ALONE, freshSecret: true }).authentication).toEqual({
      method: 'secret',
      hasSecret: true,
    });
  });
});
