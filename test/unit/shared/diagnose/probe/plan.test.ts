import { describe, expect, it, test } from 'vitest';
import { examine } from '../../../../../shared/diagnose/diagnose.ts';
import { applyVariation } from '../../../../../shared/diagnose/probe/apply-variation.ts';
import { planProbe } from '../../../../../shared/diagnose/probe/plan-probe.ts';
import {
  MOST_PROBE_REQUESTS,
  type ProbePlan,
  type ProbeResult,
} from '../../../../../shared/diagnose/probe/probe.ts';
import { nextStep, runProbe } from '../../../../../shared/diagnose/probe/run-probe.ts';
import { EXPLICIT_TYPE, PLAIN_TYPE } from '../../../../../shared/model/default-assertion.ts';
import { ok } from '../../../../../shared/result.ts';
import { aField, aKey, anExchange, aResponse, aWorkspace, type WorkspaceOverrides } from '../../fixtures.ts';
import { anAnswer, apiRefusal, planOf, SIGNER, stepIds, tokenRefusal } from './probes.ts';

describe('a server that counts failed attempts', () => {
  it.each(['Invalid client credentials. 2 attempts remaining.', 'Wrong secret, 1 try left', 'Client locked'])(
    '“%s”: no further request carries credentials',
    (description) => {
      const plan = planOf(
        tokenRefusal(
          { error: 'invalid_client', error_description: description },
          { client: { authMethod: 'client_secret_basic' } },
        ),
      );
      expect(plan?.withCredentials ?? 0).toBe(0);
    },
  );
});

describe('a token request that was refused', () => {
  const BASIC = { client: { authMethod: 'client_secret_basic' } } as const;
  const KNOWN = {
    server: {
      issuer: 'https://localhost:8443',
      tokenEndpoint: 'https://localhost:8443/oauth/v2/oauth-token',
      metadata: {
        document: {
          issuer: 'https://localhost:8443',
          token_endpoint: 'https://localhost:8443/oauth/v2/oauth-token',
        },
        url: 'https://localhost:8443/m',
        fetchedAt: 0,
      },
    },
  } as const;

  const cases: readonly [string, WorkspaceOverrides, object | string, readonly string[], string?][] = [
    ['form-encoded Basic', { ...BASIC, ...KNOWN }, { error: 'invalid_client' }, ['basic-raw', 'post']],
    [
      'raw Basic',
      { client: { authMethod: 'client_secret_basic', basicEncoding: 'raw' }, ...KNOWN },
      { error: 'invalid_client' },
      ['basic-form', 'post'],
    ],
    [
      'Basic with a secret that both encodings write alike',
      { ...BASIC, ...KNOWN },
      { error: 'invalid_client' },
      ['post'],
      'plain',
    ],
    ['the secret in the body', KNOWN, { error: 'invalid_client' }, ['basic-form', 'basic-raw']],
    ['a plain secret in the body', KNOWN, { error: 'invalid_client' }, ['basic-form'], 'plain'],
    [
      'two scopes',
      { ...KNOWN, request: { scopes: ['read', 'write'] } },
      { error: 'invalid_scope' },
      ['no-scope', 'scope read', 'scope write'],
    ],
    ['one scope', { ...KNOWN, request: { scopes: ['read'] } }, { error: 'invalid_scope' }, ['no-scope']],
    [
      'a resource',
      { ...KNOWN, request: { resources: ['https://api.example'] } },
      { error: 'invalid_target' },
      ['no-target'],
    ],
    [
      'no code at all',
      { ...BASIC, ...KNOWN, request: { scopes: ['read'], audience: 'api' } },
      '',
      ['basic-raw', 'post', 'no-target', 'no-scope'],
    ],
    [
      'no metadata yet: it is looked for last',
      BASIC,
      { error: 'invalid_client' },
      ['basic-raw', 'post', 'metadata'],
    ],
  ];
  it.each(cases)('%s', (_what, overrides, body, steps, secret = 'Secr3t!') => {
    expect(stepIds(planOf(tokenRefusal(body, overrides, secret)))).toEqual(steps);
  });

  it('an assertion that was refused without a reason: its aud, then its typ', () => {
    const plan = planOf(tokenRefusal({ error: 'invalid_client' }, { ...SIGNER, ...KNOWN }));
    expect(plan?.steps.map(({ variation }) => variation)).toEqual([
      { kind: 'assertion-audience', to: 'token-endpoint' },
      { kind: 'assertion-type', to: PLAIN_TYPE },
    ]);
  });

  it('tries a proof if the server lists its algorithms and a key is available', () => {
    const metadata = {
      ...KNOWN.server.metadata,
      document: { ...KNOWN.server.metadata.document, dpop_signing_alg_values_supported: ['ES256'] },
    };
    const overrides = { ...KNOWN, server: { ...KNOWN.server, metadata } };
    const ids = (keys: WorkspaceOverrides['keys']) =>
      stepIds(planOf(tokenRefusal('', { ...overrides, ...(keys && { keys }) }, 'plain')));
    expect(ids([aKey()])).toEqual(['basic-form', 'proof']);
    expect(ids(undefined)).toEqual(['basic-form']);
  });

  it.each<[string, WorkspaceOverrides]>([
    ['a body by hand', { request: { rawBody: 'grant_type=client_credentials&client_secret=a' } }],
    ['an Authorization header by hand', { request: { headers: [aField('Authorization', 'Basic YTpi')] } }],
    ['a client_secret by hand', { request: { parameters: [aField('client_secret', 'b')] } }],
  ])('%s is not varied', (_what, overrides) => {
    expect(planOf(tokenRefusal({ error: 'invalid_client' }, { ...KNOWN, ...overrides }))).toBeNull();
  });

  it('sends at most six requests, however many scopes there are', () => {
    const scopes = Array.from({ length: 40 }, (_, index) => `scope-${index}`);
    const plan = planOf(tokenRefusal({ error: 'invalid_scope' }, { request: { scopes } }));
    expect(plan?.requests).toBe(MOST_PROBE_REQUESTS);
    expect(plan?.steps).toHaveLength(MOST_PROBE_REQUESTS);
  });

  it('counts the requests that carry credentials, and names the hosts beyond this computer', () => {
    const remote = { server: { issuer: '', tokenEndpoint: 'https://login.example.com/token' } };
    const plan = planOf(tokenRefusal({ error: 'invalid_client' }, remote));
    expect(plan).toMatchObject({ requests: 6, withCredentials: 2, remoteHosts: ['login.example.com'] });
    expect(planOf(tokenRefusal({ error: 'invalid_client' }))?.remoteHosts).toEqual([]);
  });

  it.each([
    ['a certain cause', { error: 'invalid_client', error_description: 'Invalid client secret' }, 401],
    ['a rate limit', { error: 'invalid_client' }, 429],
    ['a server that failed', { error: 'server_error' }, 500],
    ['a block page', '<title>Access Denied</title><h1>Request blocked</h1>Incident ID 18.2d', 403],
    ['a redirect', '', 302],
  ] as const)('%s needs no probe', (_what, body, status) => {
    expect(planOf(tokenRefusal(body, KNOWN, 'Secr3t!', status))).toBeNull();
  });
});

describe('an API call that was refused', () => {
  it('probes the token first, then the call', () => {
    expect(stepIds(planOf(apiRefusal(401)))).toEqual([
      'introspection',
      'signature',
      'resource-metadata',
      'no-token',
      'new-token',
    ]);
  });

  it('is never repeated if it may change something', () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect(stepIds(planOf(apiRefusal(401, { method })))).toEqual([
        'introspection',
        'signature',
        'resource-metadata',
      ]);
    }
  });

  it('an opaque token has no signature to check', () => {
    expect(stepIds(planOf(apiRefusal(401, { token: 'opaque' })))).not.toContain('signature');
  });

  it('the challenge names the metadata of the API, on its own origin only', () => {
    const urlOf = (url: string) =>
      planOf(apiRefusal(401, { challenge: `Bearer resource_metadata="${url}"` }))?.steps.flatMap(
        ({ variation }) => (variation.kind === 'resource-metadata' ? [variation.url] : []),
      );
    expect(urlOf('https://localhost:8443/own')).toEqual(['https://localhost:8443/own']);
    expect(urlOf('https://evil.example/own')).toEqual([]);
  });

  it('is empty without a token', () => {
    const { exchange, workspace } = apiRefusal(401);
    const context = { workspace, token: null, now: 0 };
    expect(planProbe(exchange, context, examine(exchange, context))).toBeNull();
  });
});

describe('the way through a plan', () => {
  const plan = planOf(
    tokenRefusal({ error: 'invalid_scope' }, { request: { scopes: ['read', 'write'] } }),
  ) as ProbePlan;
  const result = (id: string, outcome: 'accepted' | 'refused' | 'failed', requests = 1): ProbeResult => ({
    step: plan.steps.find((step) => step.id === id) ?? expect.fail(id),
    answer: anAnswer({ outcome, requests }),
  });

  test.each<[string, readonly ProbeResult[], string | null]>([
    ['begins with the first step', [], 'no-scope'],
    ['leaves out what needs another answer', [result('no-scope', 'refused')], null],
    ['goes on where it was accepted', [result('no-scope', 'accepted')], 'scope read'],
    ['ends when there is no response', [result('no-scope', 'failed')], null],
    ['ends at six requests, whatever the plan said', [result('no-scope', 'accepted', 6)], null],
  ])('%s', (_what, results, next) => {
    expect(nextStep(plan, results)?.id ?? null).toBe(next);
  });

  it('stops at the first decisive response', () => {
    const credentials = planOf(tokenRefusal({ error: 'invalid_client' })) as ProbePlan;
    const [first] = credentials.steps;
    if (!first) throw new Error('no step');
    expect(nextStep(credentials, [{ step: first, answer: anAnswer({ outcome: 'accepted' }) }])).toBeNull();
  });

  it('sends nothing more after it was cancelled', async () => {
    const sent: string[] = [];
    await runProbe(plan, {
      perform: async ({ id }) => {
        sent.push(id);
        return ok(anAnswer({ outcome: 'accepted' }));
      },
      onResult: () => {},
      isCancelled: () => sent.length > 0,
    });
    expect(sent).toEqual(['no-scope']);
  });
});

describe('a variation changes one thing', () => {
  const workspace = aWorkspace({
    keys: [aKey()],
    renewal: { beforeExpiry: true, onUnauthorized: true },
    request: {
      scopes: ['read'],
      resources: ['https://api.example'],
      audience: 'api',
      parameters: [aField('resource', 'x'), aField('other', 'y')],
    },
  });
  test.each([
    [
      { kind: 'secret', method: 'client_secret_basic', encoding: 'raw' },
      { clients: [{ authMethod: 'client_secret_basic', basicEncoding: 'raw' }] },
    ],
    [{ kind: 'scopes', scopes: [] }, { request: { scopes: [] } }],
    [{ kind: 'no-target' }, { request: { resources: [], audience: '', parameters: [{ name: 'other' }] } }],
    [
      { kind: 'assertion-audience', to: 'token-endpoint' },
      { clients: [{ assertion: { audience: 'token-endpoint' } }] },
    ],
    [{ kind: 'assertion-type', to: EXPLICIT_TYPE }, { clients: [{ assertion: { typ: EXPLICIT_TYPE } }] }],
    [{ kind: 'proof', keyId: 'key' }, { clients: [{ dpop: { keyId: 'key', algorithm: 'ES256' } }] }],
  ] as const)('%j', (variation, expected) => {
    expect(applyVariation(workspace, variation)).toMatchObject(expected);
  });

  it('no call renews its token by itself', () => {
    expect(applyVariation(workspace, { kind: 'no-token' })).not.toHaveProperty('renewal');
    expect(applyVariation(workspace, { kind: 'introspection' })).toBe(workspace);
  });
});

it('a response that succeeded has no plan', () => {
  const workspace = aWorkspace();
  const exchange = anExchange({ response: aResponse({ access_token: 'a', token_type: 'Bearer' }) });
  const context = { workspace, now: 0 };
  expect(planProbe(exchange, context, examine(exchange, context))).toBeNull();
});
