import { describe, expect, it } from 'vitest';
import { saveWorkspace } from '../../../../shared/model/saved-workspace.ts';
import type { SavedWorkspace } from '../../../../shared/model/workspace.ts';
import {
  originsAcceptedFor,
  summariseOrigins,
  variablesWithoutValue,
} from '../../../../shared/trust/import-summary.ts';
import { aField, aWorkspace, type WorkspaceOverrides } from '../fixtures.ts';
import { someVariables } from '../variables/some-variables.ts';

const HOME = 'https://as.example';

function imported(parts: WorkspaceOverrides = {}): SavedWorkspace {
  const workspace = aWorkspace({ tokenEndpoint: `${HOME}/token`, ...parts });
  return saveWorkspace({ ...workspace, server: { ...workspace.server, tokenEndpoint: `${HOME}/token` } });
}

/** The summary, by origin. */
function summaryOf(saved: SavedWorkspace) {
  return Object.fromEntries(summariseOrigins(saved).map(({ origin, ...rest }) => [origin, rest]));
}

const api = (url: string, value = '') => ({
  method: 'GET',
  url,
  headers: [aField('X-Key', value)],
  body: '',
});

describe('the origins of an imported workspace', () => {
  it('an introspection endpoint elsewhere gets the secret and the token, and is foreign', () => {
    const saved = imported({ api: api(`${HOME}/api`) });
    const server = { ...saved.server, introspectionEndpoint: 'https://evil.example/introspect' };
    expect(summaryOf({ ...saved, server })).toEqual({
      [HOME]: {
        kinds: ['token', 'api'],
        receives: ['client secret', 'access token'],
        isForeign: false,
        isUnencrypted: false,
      },
      'https://evil.example': {
        kinds: ['introspection'],
        receives: ['client secret', 'access token'],
        isForeign: true,
        isUnencrypted: false,
      },
    });
  });

  it('metadata endpoints count as if they were typed', () => {
    const saved = imported({ api: api(`${HOME}/api`) });
    const document = {
      issuer: HOME,
      revocation_endpoint: 'https://revoke.example/r',
      jwks_uri: 'https://keys.example/k',
    };
    const server = { ...saved.server, metadata: { document, url: '', fetchedAt: 0 } };
    const summary = summaryOf({ ...saved, server });
    expect(summary['https://revoke.example']).toMatchObject({ isForeign: true });
    // Only read: it gets nothing, and still it is shown.
    expect(summary['https://keys.example']).toMatchObject({ receives: [], isForeign: false });
  });

  it.each([
    ['client_secret_basic', 'client secret'],
    ['client_secret_jwt', 'client assertion'],
    ['private_key_jwt', 'client assertion'],
    ['tls_client_auth', 'client certificate'],
  ] as const)('%s sends a %s', (authMethod, credential) => {
    const saved = imported({ client: { authMethod }, api: api('') });
    expect(summaryOf(saved)[HOME]?.receives).toEqual([credential]);
  });

  it('a public client has nothing to send', () => {
    expect(summaryOf(imported({ client: { authMethod: 'none' }, api: api('') }))[HOME]?.receives).toEqual([]);
  });

  it('an API elsewhere receives the token, and a secret variable if used', () => {
    const variables = someVariables({}, ['apiKey']);
    const url = 'https://api.example/orders';
    expect(summaryOf(imported({ api: api(url) }))['https://api.example']).toMatchObject({
      receives: ['access token'],
      isForeign: true,
    });
    expect(
      summaryOf(imported({ variables, api: api(url, '{{apiKey}}') }))['https://api.example']?.receives,
    ).toEqual(['access token', 'secret variable']);
  });

  it('an origin of an environment that is not in force is shown too', () => {
    const variables = someVariables({ host: { dev: HOME, staging: 'https://evil.example' } });
    const summary = summaryOf(imported({ variables, api: api('{{host}}/api') }));
    expect(Object.keys(summary)).toEqual([HOME, 'https://evil.example']);
  });

  it('a token endpoint elsewhere, in an environment that is not in force, is foreign', () => {
    const variables = someVariables({ as: { dev: HOME, staging: 'https://evil.example' } });
    const saved = imported({ variables, api: api('') });
    const summary = summaryOf({ ...saved, server: { ...saved.server, tokenEndpoint: '{{as}}/token' } });
    expect(summary[HOME]).toMatchObject({ isForeign: false });
    expect(summary['https://evil.example']).toMatchObject({ kinds: ['token'], isForeign: true });
  });

  it('a proxy gets its password, and nothing without a user name', () => {
    const proxy = {
      mode: 'explicit',
      url: 'http://proxy.example:3128',
      noProxy: '',
      includeLoopback: false,
    } as const;
    const at = (username: string) =>
      summaryOf(imported({ proxy: { ...proxy, username }, api: api('') }))['http://proxy.example:3128'];
    expect(at('me')).toMatchObject({ receives: ['proxy password'], isForeign: true, isUnencrypted: true });
    expect(at('')).toMatchObject({ receives: [], isForeign: false, isUnencrypted: false });
  });

  it('http is unencrypted, but for this computer', () => {
    const summary = summaryOf(imported({ api: api('http://localhost:1/') }));
    expect(summary['http://localhost:1']).toMatchObject({ isUnencrypted: false });
    expect(summaryOf(imported({ api: api('http://api.example/') }))['http://api.example']).toMatchObject({
      isUnencrypted: true,
    });
  });
});

it('variables without a value in some environment are named', () => {
  const variables = someVariables({ host: { dev: HOME } });
  expect(variablesWithoutValue(imported({ variables, api: api('{{host}}/{{path}}') }))).toEqual([
    'path',
    'host',
  ]);
});

describe('what importing a workspace accepts', () => {
  const secretKinds = ['client', 'key', 'variable', 'proxy'] as const;

  it('is each origin for the secrets that the summary shows there', () => {
    const saved = imported({
      api: api('https://api.example/orders', '{{apiKey}}'),
      variables: someVariables({}, ['apiKey']),
    });
    const file = {
      ...saved,
      server: { ...saved.server, introspectionEndpoint: 'https://introspect.example/' },
      proxy: {
        mode: 'explicit',
        url: 'http://proxy.example:3128',
        username: 'me',
        noProxy: '',
        includeLoopback: false,
      } as const,
    };
    expect(secretKinds.map((kind) => [kind, originsAcceptedFor(kind, file)])).toEqual([
      ['client', [HOME, 'https://introspect.example']],
      ['key', []],
      ['variable', ['https://api.example']],
      ['proxy', ['http://proxy.example:3128']],
    ]);
  });

  it('is nothing for a URL that is not complete', () => {
    const saved = imported();
    const server = { ...saved.server, introspectionEndpoint: 'introspect.example' };
    expect(originsAcceptedFor('client', { ...saved, server })).toEqual([HOME]);
  });
});
