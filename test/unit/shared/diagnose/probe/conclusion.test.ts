import { describe, expect, it } from 'vitest';
import { meaningOf } from '../../../../../shared/diagnose/probe/conclude-probe.ts';
import { describeVariation } from '../../../../../shared/diagnose/probe/describe-variation.ts';
import type { ProbeAnswer, ProbeConclusion } from '../../../../../shared/diagnose/probe/probe.ts';
import {
  metadataFacts,
  readProbeAnswer,
  resourceFacts,
} from '../../../../../shared/diagnose/probe/read-probe-answer.ts';
import { VariationSchema } from '../../../../../shared/diagnose/probe/variation-schema.ts';
import type { WorkspaceOverrides } from '../../fixtures.ts';
import { aKey, anExchange, aResponse, aWorkspace } from '../../fixtures.ts';
import { aJwt, anAnswer, apiRefusal, conclusionOf, planOf, SIGNER, tokenRefusal } from './probes.ts';

type Answers = Readonly<Record<string, Partial<ProbeAnswer>>>;
type Expected = Partial<ProbeConclusion>;

const yes = { outcome: 'accepted', status: 200, code: null, said: '200' } as const;
const no = {};
const BASIC = { client: { authMethod: 'client_secret_basic' } } as const;
const RAW = { client: { authMethod: 'client_secret_basic', basicEncoding: 'raw' } } as const;

describe('a token request', () => {
  const cases: readonly [string, WorkspaceOverrides, object, Answers, Expected][] = [
    [
      'raw Basic is accepted: the server does not form-decode',
      BASIC,
      { error: 'invalid_client' },
      { 'basic-raw': yes },
      {
        sentence: 'Only raw Basic is accepted: this server does not form-decode credentials.',
        confidence: 'certain',
        actions: [{ kind: 'switch-basic-encoding', to: 'raw' }],
      },
    ],
    [
      'form-encoded Basic is accepted: the server decodes',
      RAW,
      { error: 'invalid_client' },
      { 'basic-form': yes },
      { confidence: 'certain', actions: [{ kind: 'switch-basic-encoding', to: 'form' }] },
    ],
    [
      'the body is accepted, the header is not',
      BASIC,
      { error: 'invalid_client' },
      { 'basic-raw': no, post: yes },
      { confidence: 'certain', actions: [{ kind: 'switch-auth-method', to: 'client_secret_post' }] },
    ],
    [
      'raw Basic is accepted, the body and form encoding are not: both change',
      {},
      { error: 'invalid_client' },
      { 'basic-form': no, 'basic-raw': yes },
      {
        actions: [
          { kind: 'switch-auth-method', to: 'client_secret_basic' },
          { kind: 'switch-basic-encoding', to: 'raw' },
        ],
      },
    ],
    [
      'no way of sending the credentials is accepted',
      BASIC,
      { error: 'invalid_client' },
      { 'basic-raw': no, post: no },
      { headline: 'It is not how the credentials are sent', confidence: 'likely', actions: [] },
    ],
    [
      'the body gets the client past authentication',
      BASIC,
      { error: 'invalid_client' },
      { 'basic-raw': no, post: { status: 400, code: 'invalid_scope', said: '400 invalid_scope' } },
      { confidence: 'likely', actions: [{ kind: 'switch-auth-method', to: 'client_secret_post' }] },
    ],
    [
      'the only scope is refused',
      { request: { scopes: ['admin'] } },
      { error: 'invalid_scope' },
      { 'no-scope': yes },
      { confidence: 'certain', actions: [{ kind: 'drop-scopes', scopes: ['admin'] }] },
    ],
    [
      'one of two scopes is refused',
      { request: { scopes: ['read', 'admin'] } },
      { error: 'invalid_scope' },
      { 'no-scope': yes, 'scope read': yes, 'scope admin': { code: 'invalid_scope' } },
      {
        sentence: 'The server refuses “admin”, and accepts “read”.',
        actions: [{ kind: 'drop-scopes', scopes: ['admin'] }],
      },
    ],
    [
      'each scope is accepted alone',
      { request: { scopes: ['read', 'write'] } },
      { error: 'invalid_scope' },
      { 'no-scope': yes, 'scope read': yes, 'scope write': yes },
      { headline: 'The server refuses the scopes only together', actions: [] },
    ],
    [
      'the scopes were not all tried',
      { request: { scopes: ['read', 'write'] } },
      { error: 'invalid_scope' },
      { 'no-scope': yes, 'scope read': yes },
      { sentence: 'Without a scope the server issues a token. Not tried: “write”.' },
    ],
    [
      'the scope is refused whichever it is',
      { request: { scopes: ['read', 'write'] } },
      { error: 'invalid_scope' },
      { 'no-scope': { code: 'invalid_scope' } },
      { headline: 'It is not the scope', confidence: 'possible', actions: [] },
    ],
    [
      'the audience is refused',
      { request: { audience: 'api', resources: ['https://r.example'] } },
      { error: 'invalid_target' },
      { 'no-target': yes },
      { actions: [{ kind: 'drop-targets', targets: ['https://r.example', 'api'] }] },
    ],
    [
      'the server still wants the token endpoint as aud',
      { ...SIGNER, server: { issuer: 'https://i.example', tokenEndpoint: 'https://localhost:8443/token' } },
      { error: 'invalid_client' },
      { 'assertion-audience': yes },
      {
        headline: 'This server still wants the token endpoint as aud',
        actions: [{ kind: 'switch-audience', to: 'token-endpoint' }],
      },
    ],
    [
      'neither aud nor typ',
      { ...SIGNER, server: { issuer: 'https://i.example', tokenEndpoint: 'https://localhost:8443/token' } },
      { error: 'invalid_client' },
      { 'assertion-audience': no, 'assertion-type': no },
      { headline: 'It is not the aud or typ of the assertion', actions: [] },
    ],
    [
      'a proof is required',
      {
        keys: [aKey()],
        server: {
          issuer: '',
          tokenEndpoint: 'https://localhost:8443/token',
          metadata: {
            document: { issuer: 'https://i.example', dpop_signing_alg_values_supported: ['ES256'] },
            url: 'https://i.example/m',
            fetchedAt: 0,
          },
        },
      },
      {},
      { proof: yes },
      { headline: 'The server requires a DPoP proof', actions: [{ kind: 'use-dpop' }] },
    ],
    [
      'the metadata names another token endpoint',
      {},
      { error: 'invalid_client' },
      {
        'basic-form': no,
        metadata: {
          ...yes,
          found: { kind: 'metadata', tokenEndpoint: 'https://localhost:8443/other', methods: [] },
        },
      },
      { confidence: 'likely', actions: [{ kind: 'use-url', url: 'https://localhost:8443/other' }] },
    ],
    [
      'the server does not respond any more',
      BASIC,
      { error: 'invalid_client' },
      { 'basic-raw': { outcome: 'failed', status: null, code: null, said: 'No response' } },
      { headline: 'The server stopped responding', confidence: 'possible', actions: [] },
    ],
  ];
  it.each(cases)('%s', (_what, overrides, body, answers, expected) => {
    const status = 'error' in body && body.error === 'invalid_client' ? 401 : 400;
    expect(conclusionOf(tokenRefusal(body, overrides, 'Secr3t!', status), answers)).toMatchObject(expected);
  });
});

describe('an API call', () => {
  const introspected = (active: boolean): Partial<ProbeAnswer> => ({
    ...yes,
    found: { kind: 'introspection', active, audience: null, scopes: null },
  });
  const signed = (verdict: 'valid' | 'mismatch'): Partial<ProbeAnswer> => ({
    ...yes,
    found: { kind: 'signature', verdict },
  });
  const resource = (found: object): Partial<ProbeAnswer> => ({
    ...yes,
    found: { ...resourceFacts(JSON.stringify({ resource: 'https://api.example', ...found })) } as never,
  });
  const same = { status: 401, code: null, said: '401' };
  const cases: readonly [string, Parameters<typeof apiRefusal>, Answers, Expected][] = [
    [
      'a new token is accepted',
      [401],
      { introspection: introspected(false), 'new-token': yes },
      {
        headline: 'A new token is accepted',
        sentence: 'The authorization server says that the old one is no longer active.',
        confidence: 'certain',
        actions: [{ kind: 'new-token-and-retry' }],
      },
    ],
    ['the call needs no token', [401], { 'no-token': yes }, { headline: 'The call needs no token' }],
    [
      'another server signed the token',
      [401],
      { introspection: introspected(true), signature: signed('mismatch') },
      { headline: 'The published keys do not verify the token', confidence: 'likely' },
    ],
    [
      'the token is not active',
      [401],
      { introspection: introspected(false) },
      { headline: 'The token is not active' },
    ],
    [
      'the token has expired',
      [401, { token: aJwt({ exp: 1 }) }],
      { introspection: introspected(false) },
      { headline: 'The token has expired', actions: [{ kind: 'new-token-and-retry' }] },
    ],
    [
      'the token is not valid yet',
      [401, { token: aJwt({ nbf: 4_000_000_000 }) }],
      { introspection: introspected(true) },
      { headline: 'The token is not valid yet' },
    ],
    [
      'the API wants bound tokens',
      [401],
      { 'resource-metadata': resource({ dpop_bound_access_tokens_required: true }) },
      { headline: 'The API requires DPoP-bound tokens', actions: [{ kind: 'use-dpop' }] },
    ],
    [
      'the API trusts another authorization server',
      [401],
      { 'resource-metadata': resource({ authorization_servers: ['https://as.example'] }) },
      { headline: 'The API trusts another authorization server' },
    ],
    [
      'the token is for another audience',
      [401],
      { signature: signed('valid'), 'resource-metadata': resource({}) },
      {
        headline: 'The token is for another audience',
        actions: [{ kind: 'add-resource', resource: 'https://api.example' }],
      },
    ],
    [
      'the challenge names a scope that the token lacks',
      [403, { challenge: 'Bearer scope="admin"' }],
      { introspection: introspected(true) },
      {
        headline: 'The token lacks a scope',
        confidence: 'likely',
        actions: [{ kind: 'add-scopes', scopes: ['admin'] }],
      },
    ],
    [
      'the same answer with and without the token',
      [401, { challenge: '' }],
      { introspection: introspected(true), 'no-token': same },
      { headline: 'The API may not see the token', confidence: 'likely', actions: [] },
    ],
    [
      'invalid_token proves that the API saw the token',
      [401],
      {
        introspection: introspected(true),
        'no-token': { ...same, code: 'invalid_token', said: '401 invalid_token' },
      },
      { headline: 'The token is active and valid', confidence: 'possible' },
    ],
    [
      'nothing explains it',
      [401, { token: 'opaque' }],
      { introspection: { code: null, status: 403, said: '403' } },
      { headline: 'The token looks right', confidence: 'possible' },
    ],
  ];
  it.each(cases)('%s', (_what, refusal, answers, expected) => {
    expect(conclusionOf(apiRefusal(...refusal), answers)).toMatchObject(expected);
  });
});

describe('what is shown of an answer', () => {
  const workspace = aWorkspace();
  const read = (body: object | string, status: number) =>
    readProbeAnswer(anExchange({ response: aResponse(body, { status }) }), workspace);

  it('shows the status, the code and the message', () => {
    expect(read({ error: 'invalid_client', error_description: 'Bad' }, 401)).toMatchObject({
      outcome: 'refused',
      status: 401,
      code: 'invalid_client',
      said: '401 invalid_client “Bad”',
    });
    expect(read({ access_token: 'secret-token', token_type: 'Bearer' }, 200).said).toBe('200');
    expect(read('<h1>Hello</h1>', 200).outcome).toBe('refused');
    expect(readProbeAnswer(anExchange(), workspace).outcome).toBe('failed');
  });

  it('means what the plan announced, or that the rejection changed', () => {
    const step = planOf(tokenRefusal({ error: 'invalid_client' }))?.steps[0];
    if (!step) throw new Error('no step');
    const first = anAnswer();
    const { ifAccepted, ifRefused } = describeVariation(step.variation);
    expect(meaningOf({ step, answer: anAnswer({ outcome: 'accepted' }) }, first)).toBe(ifAccepted);
    expect(meaningOf({ step, answer: anAnswer() }, first)).toBe(ifRefused);
    const other = anAnswer({ code: 'invalid_scope', said: '400 invalid_scope' });
    expect(meaningOf({ step, answer: other }, first)).toContain('invalid_scope');
  });

  it('reads metadata of servers and APIs, and nothing out of other documents', () => {
    const document = { issuer: 'https://i.example', token_endpoint: 'https://i.example/token' };
    expect(metadataFacts({ document, url: 'https://i.example/m', fetchedAt: 0 })).toEqual({
      kind: 'metadata',
      tokenEndpoint: 'https://i.example/token',
      methods: ['client_secret_basic'],
    });
    expect(resourceFacts('{"error":"not_found"}')).toBeNull();
    expect(resourceFacts('<html>')).toBeNull();
  });

  it('every step of a plan passes the check of its input', () => {
    for (const refusal of [
      tokenRefusal('', { ...SIGNER, request: { scopes: ['a', 'b'], audience: 'c' } }),
      tokenRefusal({ error: 'invalid_client' }),
      apiRefusal(401),
    ]) {
      for (const { variation } of planOf(refusal)?.steps ?? [])
        expect(VariationSchema.parse(variation)).toEqual(variation);
    }
  });
});
