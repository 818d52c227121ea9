import { describe, expect, it } from 'vitest';
import { applyPostmanAuth } from '../../../../../shared/formats/postman/apply-postman.ts';
import {
  type PostmanImport,
  readPostmanCollection,
} from '../../../../../shared/formats/postman/read-collection.ts';
import type { PostmanAuth } from '../../../../../shared/formats/postman/read-oauth2.ts';
import { WorkspaceSchema } from '../../../../../shared/model/workspace.ts';
import { aTokenRequest, aWorkspace } from '../../fixtures.ts';

const COMPLETE = {
  grant_type: 'client_credentials',
  accessTokenUrl: 'https://localhost:8443/oauth/v2/oauth-token',
  clientId: 'server',
  clientSecret: 'abc-123',
  scope: 'read  write',
  client_authentication: 'body',
  addTokenTo: 'header',
  headerPrefix: 'Bearer',
  tokenName: 'My token',
};

describe('where the settings are found', () => {
  const nested = collectionOf(
    [
      {
        name: 'Folder',
        auth: oauth2({ ...COMPLETE, clientId: 'of-folder' }),
        item: [
          {
            name: 'Request',
            request: {
              auth: oauth2({ ...COMPLETE, clientId: 'of-request' }),
              method: 'POST',
              url: { raw: '{{base}}/things?a=1', host: ['{{base}}'], path: ['things'] },
              header: [
                { key: 'X-A', value: '1' },
                { key: 'X-B', value: '2', disabled: true },
                { key: 'Authorization', value: 'Bearer old' },
              ],
              body: { mode: 'raw', raw: '{"a":1}' },
            },
          },
          { name: 'Inherits', request: { method: 'GET', url: 'https://localhost/x' } },
          { name: 'Open', request: { auth: { type: 'noauth' }, url: 'https://localhost/y' } },
          { name: 'By URL alone', request: 'https://localhost/z' },
        ],
      },
    ],
    oauth2({ ...COMPLETE, clientId: 'of-collection' }),
  );

  it('collection, folder and request, each once and not if inherited', () => {
    expect(read(nested).found.map(({ path, settings }) => [path.join(' › '), settings.clientId])).toEqual([
      ['Demo', 'of-collection'],
      ['Demo › Folder', 'of-folder'],
      ['Demo › Folder › Request', 'of-request'],
    ]);
  });

  it('a request brings the API call along', () => {
    const { settings, notes } = last(read(nested));
    expect(settings.api).toEqual({
      method: 'POST',
      url: '{{base}}/things?a=1',
      headers: [
        { id: 'postman-api-header-1', name: 'X-A', value: '1', enabled: true },
        { id: 'postman-api-header-2', name: 'X-B', value: '2', enabled: false },
      ],
      body: '{"a":1}',
    });
    expect(notes).toEqual([
      'The request’s own Authorization header was left out: the token goes there.',
      '{{base}}: a variable of Postman, kept. Give it a value in the variables.',
    ]);
  });

  it('other kinds of authorization are named', () => {
    const collection = collectionOf([{ name: 'R', request: { auth: { type: 'bearer' }, url: 'https://a' } }]);
    expect(read(collection)).toMatchObject({
      name: 'Demo',
      found: [],
      notes: ['Authorization of the type “bearer” is not OAuth 2.0 and was left out.'],
    });
  });

  it('v2.0 keeps them as an object', () => {
    const collection = collectionOf([], { type: 'oauth2', oauth2: COMPLETE }, 'v2.0.0');
    expect(last(read(collection)).settings.clientId).toBe('server');
  });

  it('a broken or endlessly nested item does not affect the others', () => {
    let deep: object = { name: 'deepest' };
    for (let level = 0; level < 60; level += 1) deep = { name: 'folder', item: [deep] };
    const { found, notes } = read(collectionOf([7, deep, { name: 'F', auth: oauth2(COMPLETE), item: [] }]));
    expect(found).toHaveLength(1);
    expect(notes).toEqual([
      'Something in “Demo” is neither a folder nor a request and was left out.',
      'Folders more than 50 deep were not looked into.',
    ]);
  });
});

describe('the settings', () => {
  it('fill a workspace, the secret apart', () => {
    const { settings, secret, notes } = readSettings(COMPLETE);
    expect(notes).toEqual([]);
    expect(secret).toBe('abc-123');
    expect(JSON.stringify(settings)).not.toContain('abc-123');
    expect(settings).toEqual({
      tokenEndpoint: 'https://localhost:8443/oauth/v2/oauth-token',
      clientId: 'server',
      authMethod: 'client_secret_post',
      basicEncoding: 'form',
      scopes: ['read', 'write'],
      parameters: [],
      headers: [],
      api: null,
    });
  });

  it.each([
    [{ client_authentication: 'header' }, 'client_secret_basic', []],
    [{ client_authentication: '' }, 'client_secret_basic', []],
    [{ clientSecret: '' }, 'none', []],
    [{ client_authentication: 'cookie' }, 'client_secret_basic', [/“cookie” was not understood/]],
    [
      { client_authentication: 'header', clientSecret: 'Secr3t!' },
      'client_secret_basic',
      [/sent raw, as Postman sends them/],
    ],
  ] as const)('client authentication of %j is %s', (attributes, authMethod, expected) => {
    const { settings, notes } = readSettings({ ...COMPLETE, ...attributes });
    expect(settings.authMethod).toBe(authMethod);
    expect(notes).toEqual(expected.map((note) => expect.stringMatching(note)));
  });

  it.each([
    [{ client_authentication: 'header', clientSecret: 'Secr3t!' }, 'raw'],
    [{ client_authentication: 'header', clientSecret: 'plain-1' }, 'form'],
    // What a variable holds is not known: raw gives Postman's bytes whatever it is.
    [{ client_authentication: 'header', clientSecret: '{{secret}}' }, 'raw'],
    [{ client_authentication: 'body', clientSecret: 'Secr3t!' }, 'form'],
  ] as const)('%j is sent in the bytes of Postman: %s', (attributes, encoding) => {
    expect(readSettings({ ...COMPLETE, ...attributes }).settings.basicEncoding).toBe(encoding);
  });

  it.each([
    [{ grant_type: 'authorization_code', authUrl: 'https://x' }, /grant is authorization_code/],
    [{ grant_type: '' }, /grant is authorization code \(Postman’s default\)/],
    [{ accessTokenUrl: '' }, /no access token URL/],
    [{ accessToken: 'hidden' }, /access token in the file was left out/],
    [{ username: 'u', password: 'hidden' }, /another grant/],
    [{ addTokenTo: 'queryParams' }, /Authorization header \(RFC 6750 §2\.3\)/],
    [{ headerPrefix: 'Token' }, /prefix “Token”/],
    [{ brandNew: 'hidden' }, /setting brandNew was not understood/],
    [
      { accessTokenUrl: '{{as}}/token', scope: '{{scope}} read' },
      /^\{\{as\}\}, \{\{scope\}\}: variables of Postman/,
    ],
  ])('says what was not taken: %j', (attributes, note) => {
    const { notes } = readSettings({ ...COMPLETE, ...attributes });
    expect(notes).toEqual([expect.stringMatching(note)]);
    expect(notes.join()).not.toContain('hidden');
  });

  it('fills in the variables that the collection gives a value, secrets too, without showing them', () => {
    const auth = oauth2({
      ...COMPLETE,
      accessTokenUrl: '{{ base }}/token',
      clientSecret: '{{secret}}',
      scope: '{{x}}',
    });
    const collection = {
      ...(JSON.parse(collectionOf([], auth)) as object),
      variable: [
        { key: 'host', value: 'as.example' },
        { key: 'base', value: 'https://{{host}}' },
        { key: 'secret', value: 'hush' },
        { key: 'x', value: '' },
        { key: 'circle', value: '{{circle}}{{circle}}' },
        { key: 'host', value: 'no', disabled: true },
        null,
      ],
    };
    const { found, notes } = read(JSON.stringify(collection));
    expect(found).toMatchObject([
      { secret: 'hush', settings: { tokenEndpoint: 'https://as.example/token', scopes: ['{{x}}'] } },
    ]);
    expect(notes).toContain('Filled in with the collection’s own values: {{base}}, {{host}}, {{secret}}.');
    expect(JSON.stringify([found[0]?.notes, notes])).not.toContain('hush');
  });

  it('keeps variables, even as the secret', () => {
    const { settings, secret, notes } = readSettings({
      ...COMPLETE,
      accessTokenUrl: '{{as}}/token',
      clientSecret: '{{secret}}',
    });
    expect(settings.tokenEndpoint).toBe('{{as}}/token');
    expect(secret).toBe('{{secret}}');
    expect(notes).toEqual([
      '{{secret}}: a variable of Postman, kept. Give it a value in the variables.',
      '{{as}}: a variable of Postman, kept. Give it a value in the variables.',
    ]);
  });

  it('maps audience, resource and further parameters to where Postman sends them', () => {
    const { settings, notes } = readSettings({
      ...COMPLETE,
      audience: 'api',
      resource: 'https://a',
      tokenRequestParams: [
        { key: 'p', value: '1', enabled: true, send_as: 'request_body' },
        { key: 'off', value: '2', enabled: false },
        { key: 'X-H', value: '3', enabled: true, send_as: 'request_header' },
        { key: 'q r', value: '4', enabled: true, send_as: 'request_url' },
        7,
      ],
    });
    expect(settings.parameters.map(({ name, value, enabled }) => [name, value, enabled])).toEqual([
      ['audience', 'api', true],
      ['resource', 'https://a', true],
      ['p', '1', true],
      ['off', '2', false],
    ]);
    expect(new Set(settings.parameters.map(({ id }) => id)).size).toBe(4);
    const applied = applyPostmanAuth(readSettings({ ...COMPLETE, audience: 'api' }), aWorkspace());
    expect(applied.request).toMatchObject({ audience: 'api', parameters: [] });
    expect(settings.headers).toMatchObject([{ name: 'X-H', value: '3', enabled: true }]);
    expect(settings.tokenEndpoint).toBe('https://localhost:8443/oauth/v2/oauth-token?q+r=4');
    expect(notes).toEqual(['An entry of tokenRequestParams was not understood and is left out.']);
  });

  it.each([
    [{ mode: 'urlencoded', urlencoded: [{ key: 'a b', value: '&' }] }, 'a+b=%26', []],
    [
      { mode: 'formdata', formdata: [] },
      '',
      ['The body (formdata) was left out: only raw and form bodies can be taken over.'],
    ],
    [null, '', []],
  ])('takes over a body of %j', (body, expected, notes) => {
    const request = { auth: oauth2(COMPLETE), method: 'POST', url: 'https://a', body };
    const auth = last(read(collectionOf([{ name: 'R', request }])));
    expect(auth.settings.api?.body).toBe(expected);
    expect(auth.notes).toEqual(notes);
  });

  it('create a workspace that can be run', () => {
    const auth = readSettings(COMPLETE);
    const workspace = applyPostmanAuth(auth, aWorkspace({ client: { knownScopes: ['old'] } }));
    expect(WorkspaceSchema.parse(workspace)).toEqual(workspace);
    expect(workspace.clients).toMatchObject([
      { id: 'client', clientId: 'server', knownScopes: ['old', 'read', 'write'] },
    ]);
    expect(aTokenRequest(workspace, auth.secret)).toMatchObject({
      method: 'POST',
      url: 'https://localhost:8443/oauth/v2/oauth-token',
    });
  });
});

describe('rejects text that is not a collection', () => {
  it.each([
    ['not JSON', 'POST /', 'The file is not JSON.'],
    ['an environment', '{"name":"x","values":[]}', 'The file is JSON, but not a Postman collection.'],
    [
      'v1',
      collectionOf([], null, 'v1.0.0'),
      'The collection has the format https://schema.getpostman.com/json/collection/v1.0.0/collection.json, which is not known here.',
    ],
  ])('%s', (_, text, message) => {
    expect(readPostmanCollection(text)).toMatchObject({
      ok: false,
      error: { code: 'config.invalid', message },
    });
  });
});

/** As Postman v2.1 writes it. */
function oauth2(attributes: object): object {
  return {
    type: 'oauth2',
    oauth2: Object.entries(attributes).map(([key, value]) => ({ key, value, type: typeof value })),
  };
}

function collectionOf(item: readonly unknown[], auth: object | null = null, version = 'v2.1.0'): string {
  const schema = `https://schema.getpostman.com/json/collection/${version}/collection.json`;
  return JSON.stringify({ info: { name: 'Demo', schema }, item, ...(auth ? { auth } : {}) });
}

function read(text: string): PostmanImport {
  const result = readPostmanCollection(text);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function readSettings(attributes: object): PostmanAuth {
  return last(read(collectionOf([], oauth2(attributes))));
}

function last({ found }: PostmanImport): PostmanAuth {
  const auth = found.at(-1);
  if (!auth) throw new Error('nothing found');
  return auth;
}
