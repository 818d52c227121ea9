import { describe, expect, test } from 'vitest';
import {
  applyFindingAction,
  type FindingOrigin,
  performFindingAction,
} from '../../../../renderer/state/actions/finding-actions.ts';
import { store, update } from '../../../../renderer/state/store.ts';
import type { FindingAction } from '../../../../shared/diagnose/finding.ts';
import { ok } from '../../../../shared/result.ts';
import { runningServer } from '../../../fixtures/running-server.ts';
import { someVariables } from '../../shared/variables/some-variables.ts';
import { useFakeBridge } from '../fake-bridge.ts';
import { apiRun, tokenRun } from '../runs-of-test.ts';
import { workspace } from '../workspace.ts';

test('an authority that all workspaces trust is in the settings, once', async () => {
  const bridge = useFakeBridge({ 'token.run': () => ok(tokenRun('t')), 'settings.save': () => ok(null) });
  for (const name of ['CA', 'CA again'])
    await performFindingAction({ kind: 'trust-ca-everywhere', name, pem: 'p' }, 'token');
  expect(store.getState().settings.trust.extraCas).toEqual([{ name: 'CA again', pem: 'p' }]);
  expect(bridge.inputs('settings.save').at(-1)?.settings.trust.extraCas).toHaveLength(1);
  const [sent] = bridge.inputs('token.run');
  expect(sent?.workspace.tls.extraCas).toEqual([]);
});

describe('what an action changes in the workspace', () => {
  const cases: readonly [FindingAction, FindingOrigin, object][] = [
    [
      { kind: 'switch-basic-encoding', to: 'raw' },
      'token',
      {
        clients: [
          { id: 'c1', basicEncoding: 'raw' },
          { id: 'c2', basicEncoding: 'form' },
        ],
      },
    ],
    [
      { kind: 'switch-auth-method', to: 'client_secret_basic' },
      'token',
      { clients: [{ authMethod: 'client_secret_basic' }, { authMethod: 'client_secret_post' }] },
    ],
    [{ kind: 'drop-scopes', scopes: ['read'] }, 'token', { request: { scopes: [] } }],
    [
      { kind: 'add-scopes', scopes: ['write'] },
      'api',
      { request: { scopes: ['read', 'write'] }, clients: [{ knownScopes: ['read', 'write'] }, {}] },
    ],
    [
      { kind: 'add-resource', resource: 'https://api' },
      'api',
      { request: { resources: ['https://api'], scopes: ['read'] } },
    ],
    [{ kind: 'use-url', url: 'https://b' }, 'token', { server: { tokenEndpoint: 'https://b' } }],
    [{ kind: 'use-url', url: 'https://b' }, 'api', { api: { url: 'https://b' } }],
    [{ kind: 'use-url', url: 'https://b' }, 'metadata', { server: { issuer: 'https://b' } }],
    [{ kind: 'trust-ca', name: 'CA', pem: 'p' }, 'token', { tls: { extraCas: [{ name: 'CA', pem: 'p' }] } }],
    [
      { kind: 'pin-certificate', host: 'localhost:8443', fingerprint256: 'AB' },
      'token',
      { tls: { pins: [{ host: 'localhost:8443', fingerprint256: 'AB' }] } },
    ],
    [{ kind: 'verification-off' }, 'token', { tls: { verification: 'off' } }],
    [{ kind: 'raise-time-limit', toMs: 120_000 }, 'token', { timeLimitMs: 120_000 }],
    ...(
      [
        [{ kind: 'switch-audience', to: 'token-endpoint' }, { audience: 'token-endpoint' }],
        [
          { kind: 'switch-assertion-type', to: 'client-authentication+jwt' },
          { typ: 'client-authentication+jwt' },
        ],
        [{ kind: 'shorten-assertion', toSeconds: 60 }, { lifetimeSeconds: 60 }],
        [{ kind: 'name-key' }, { kid: true }],
        [{ kind: 'mend-assertion' }, { fault: null }],
      ] as const
    ).map(
      ([action, assertion]) =>
        [action, 'token', { clients: [{ assertion }, { clientId: 'other' }] }] as const satisfies [
          FindingAction,
          FindingOrigin,
          object,
        ],
    ),
    [
      { kind: 'present-certificate', keyId: 'k1', name: 'Mine' },
      'token',
      { clients: [{ certificateKeyId: 'k1' }, { clientId: 'other' }] },
    ],
  ];
  test.each(cases)('%o of a %s finding', (action, origin, expected) => {
    expect(applyFindingAction(workspace(), action, origin)).toMatchObject(expected);
  });

  test.each<FindingAction>([
    { kind: 'retry' },
    { kind: 'new-token-and-retry' },
    { kind: 'start-token-server' },
    { kind: 'choose-key', use: 'certificate' },
  ])('nothing, for %o', (action) => {
    const before = workspace();
    expect(applyFindingAction(before, action, 'token')).toBe(before);
  });

  test('a second pin for a host replaces the first', () => {
    const pinned = workspace({
      tls: { verification: 'on', extraCas: [], pins: [{ host: 'localhost:8443', fingerprint256: 'OLD' }] },
    });
    const action = { kind: 'pin-certificate', host: 'localhost:8443', fingerprint256: 'NEW' } as const;
    expect(applyFindingAction(pinned, action, 'token').tls.pins).toEqual([
      { host: 'localhost:8443', fingerprint256: 'NEW' },
    ]);
  });
});

describe('what is run again', () => {
  const cases: readonly [FindingAction, FindingOrigin, string[]][] = [
    [{ kind: 'switch-basic-encoding', to: 'raw' }, 'token', ['token.run']],
    [{ kind: 'retry' }, 'token', ['token.run']],
    [{ kind: 'retry' }, 'api', ['api.run']],
    [{ kind: 'verification-off' }, 'api', ['api.run']],
    [{ kind: 'new-token-and-retry' }, 'api', ['flow.run']],
    [{ kind: 'add-scopes', scopes: ['write'] }, 'api', ['flow.run']],
  ];
  test.each(cases)('%o of a %s finding', async (action, origin, expected) => {
    const bridge = useFakeBridge({
      'token.run': ({ workspace: asked }) => ok(tokenRun('t1', asked)),
      'api.run': () => ok(apiRun('a1', 200)),
      'flow.run': () => ok({ token: tokenRun('t1'), call: ok(apiRun('a1', 200)) }),
    });
    await performFindingAction(action, origin);
    const runs = bridge.calls.map(({ channel }) => channel).filter((channel) => channel.endsWith('.run'));
    expect(runs).toEqual(expected);
  });

  test('the request is sent again once the token server runs', async () => {
    const bridge = useFakeBridge({
      'token.run': () => ok(tokenRun('t1')),
      'tokenServer.start': () => {
        // The states arrive as events, after the call has answered.
        setTimeout(() => update({ tokenServer: { state: runningServer() } }), 0);
        return ok(null);
      },
    });
    await performFindingAction({ kind: 'start-token-server' }, 'token');
    // Saving, for example that the steps have folded, is not what is run again.
    const calls = bridge.calls.map(({ channel }) => channel).filter((channel) => !channel.endsWith('.save'));
    expect(calls).toEqual(['tokenServer.start', 'token.run']);
  });

  test('nothing is sent when the token server could not be started', async () => {
    const failed = {
      status: 'failed',
      failure: { code: 'port-in-use', message: 'taken', freePort: 8444 },
    } as const;
    const bridge = useFakeBridge({
      'tokenServer.start': () => {
        setTimeout(() => update({ tokenServer: { state: failed } }), 0);
        return ok(null);
      },
    });
    await performFindingAction({ kind: 'start-token-server' }, 'token');
    expect(bridge.inputs('token.run')).toEqual([]);
  });
});

describe('leaving out what a server does not know', () => {
  const row = (name: string, value: string) => ({ id: `${name}-${value}`, name, value, enabled: true });
  const typed = workspace({
    request: {
      scopes: [],
      resources: ['https://{{host}}/', 'https://b/'],
      audience: 'api',
      authorizationDetails: '[{"type":"a"}]',
      parameters: [row('audience', '{{host}}'), row('x', 'api'), row('authorization_details', '[]')],
      headers: [],
      rawBody: null,
    },
    variables: someVariables({ host: 'a.example' }),
  });
  const apply = (action: FindingAction) => {
    const { resources, audience, authorizationDetails, parameters } = applyFindingAction(
      typed,
      action,
      'token',
    ).request;
    return [
      resources,
      audience,
      authorizationDetails,
      parameters.map(({ name, enabled }) => `${name} ${enabled}`),
    ];
  };

  test('resources and audiences by their values, a row is switched off and not lost', () => {
    expect(apply({ kind: 'drop-targets', targets: ['https://a.example/', 'a.example', 'api'] })).toEqual([
      ['https://b/'],
      '',
      '[{"type":"a"}]',
      ['audience false', 'x true', 'authorization_details true'],
    ]);
  });

  test('authorization_details, wherever they stand', () => {
    expect(apply({ kind: 'drop-authorization-details' })).toEqual([
      ['https://{{host}}/', 'https://b/'],
      'api',
      '',
      ['audience true', 'x true', 'authorization_details false'],
    ]);
  });
});

test('runs nothing if the action only opens something', async () => {
  const bridge = useFakeBridge();
  await performFindingAction({ kind: 'choose-key', use: 'certificate' }, 'token');
  expect(bridge.calls).toEqual([]);
  expect(store.getState().keys.dialog).toEqual({ view: 'keys', keyId: null, use: 'certificate' });
});
