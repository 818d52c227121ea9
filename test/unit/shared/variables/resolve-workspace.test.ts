import { describe, expect, it } from 'vitest';
import type { Field, Workspace } from '../../../../shared/model/workspace.ts';
import { describeProblem } from '../../../../shared/variables/describe-problem.ts';
import { findProblems, type RequestKind } from '../../../../shared/variables/find-problems.ts';
import { mapTemplates } from '../../../../shared/variables/map-templates.ts';
import { resolveWorkspace } from '../../../../shared/variables/resolve-workspace.ts';
import { markSecret } from '../../../../shared/variables/secret-marks.ts';
import { aField, aWorkspace, type WorkspaceOverrides } from '../fixtures.ts';
import { someVariables } from './some-variables.ts';

function aTemplate(name: string, value: string): Field {
  return { ...aField(name, value), id: 'row' };
}

/** A workspace with `{{x}}` in every field in which variables can stand. */
function templated(overrides: WorkspaceOverrides = {}): Workspace {
  return aWorkspace({
    server: {
      issuer: 'https://{{x}}',
      tokenEndpoint: 'https://{{x}}/token',
      introspectionEndpoint: 'https://{{x}}/introspect',
      revocationEndpoint: 'https://{{x}}/revoke',
      jwksUri: 'https://{{x}}/jwks',
    },
    client: {
      clientId: '{{x}}',
      assertion: {
        macAlgorithm: 'HS256',
        signatureAlgorithm: 'ES256',
        keyId: null,
        audience: 'custom',
        customAudience: '{{x}}',
        typ: '{{x}}',
        kid: true,
        x5t: 'none',
        lifetimeSeconds: 60,
        claims: '{"a":"{{x}}"}',
        fault: null,
      },
    },
    request: {
      scopes: ['{{x}}'],
      resources: ['https://{{x}}/'],
      audience: '{{x}}',
      authorizationDetails: '[{"type":"{{x}}"}]',
      parameters: [aTemplate('{{x}}', '{{x}}')],
      headers: [aTemplate('X-{{x}}', '{{x}}')],
      rawBody: null,
    },
    api: { method: 'GET', url: 'https://{{x}}/', headers: [aTemplate('{{x}}', '{{x}}')], body: '{{x}}' },
    proxy: {
      mode: 'explicit',
      url: 'http://{{x}}:1',
      username: '{{x}}',
      noProxy: '{{x}}',
      includeLoopback: false,
    },
    variables: someVariables({ x: 'value' }),
    ...overrides,
  });
}

const always = () => true;

function labelsOf(workspace: Workspace, kind: RequestKind): string[] {
  return findProblems(resolveWorkspace(workspace), kind, always).map(({ place }) => place.label);
}

describe('resolving a workspace', () => {
  it('replaces the variable in every field', () => {
    const { workspace, problems } = resolveWorkspace(templated());
    expect(problems).toEqual([]);
    expect(JSON.stringify(workspace)).not.toContain('{{');
    expect(workspace.server.tokenEndpoint).toBe('https://value/token');
    expect(workspace.request.authorizationDetails).toBe('[{"type":"value"}]');
    expect(workspace.api.headers[0]).toMatchObject({ name: 'value', value: 'value' });
  });

  it('returns the same object if no variable is used, and is idempotent', () => {
    const plain = aWorkspace();
    expect(resolveWorkspace(plain).workspace).toBe(plain);
    const escaped = aWorkspace({ request: { audience: '\\{{x}}' }, variables: someVariables({ x: '1' }) });
    const { workspace } = resolveWorkspace(escaped);
    expect(workspace.request.audience).toBe('{{x}}');
    expect(resolveWorkspace(workspace).workspace).toBe(workspace);
  });

  it('encodes values in a raw form body only', () => {
    const variables = someVariables({ x: 'a&b=ü' });
    const body = (rawBody: string, headers = [] as ReturnType<typeof aField>[]) =>
      resolveWorkspace(aWorkspace({ request: { rawBody, headers }, variables })).workspace.request.rawBody;
    expect(body('y=1&{{x}}')).toBe('y=1&a%26b%3D%C3%BC');
    expect(body('{"y":"{{x}}"}', [aField('Content-Type', 'application/json')])).toBe('{"y":"a&b=ü"}');
  });

  it('marks a secret where a value is sent, and rejects it everywhere else', () => {
    const workspace = templated({ variables: someVariables({}, ['x']) });
    const { workspace: resolved, problems } = resolveWorkspace(workspace);
    expect(resolved.request.headers[0]).toMatchObject({ name: 'X-{{x}}', value: markSecret('x') });
    expect(resolved.request.audience).toBe(markSecret('x'));
    expect(resolved.api.body).toBe(markSecret('x'));
    expect(resolved.server.tokenEndpoint).toBe('https://{{x}}/token');
    expect(new Set(problems.map(({ kind }) => kind))).toEqual(new Set(['secret']));
    const [first] = problems;
    expect(first && describeProblem(first, workspace)).toBe(
      '{{x}} is a secret, and an address is logged by every server and proxy on its way.',
    );
  });
});

describe('what keeps a request from being sent', () => {
  const nothing = { variables: someVariables() };

  it.each<[RequestKind, string[]]>([
    [
      'token',
      [
        'Token endpoint',
        'Client ID',
        'Scopes',
        'Resource',
        'Audience',
        'authorization_details',
        'Parameter {{x}}',
        'Header X-{{x}}',
        'Proxy',
        'User of the proxy',
        'Reached directly',
      ],
    ],
    ['api', ['API URL', 'API header {{x}}', 'API body', 'Proxy', 'User of the proxy', 'Reached directly']],
    ['metadata', ['Proxy', 'User of the proxy', 'Reached directly']],
  ])('a %s request', (kind, labels) => {
    expect(labelsOf(templated({ ...nothing }), kind)).toEqual(labels);
  });

  it('an assertion’s fields count where an assertion is made', () => {
    const withAssertion = templated(nothing);
    const [client] = withAssertion.clients;
    const workspace = {
      ...withAssertion,
      clients: client ? [{ ...client, authMethod: 'private_key_jwt' as const }] : [],
    };
    expect(labelsOf(workspace, 'token')).toEqual(
      expect.arrayContaining([
        'Audience of the assertion',
        'Type of the assertion',
        'Claims of the assertion',
      ]),
    );
  });

  it('not if disabled or overridden', () => {
    const off = aWorkspace({
      request: {
        scopes: ['{{x}}'],
        parameters: [aField('a', '{{x}}')],
        headers: [aField('a', '{{x}}', false)],
        rawBody: 'grant_type=client_credentials',
      },
    });
    expect(labelsOf(off, 'token')).toEqual([]);
  });

  it('a secret that is not there', () => {
    const workspace = aWorkspace({
      request: { parameters: [aField('key', '{{x}}')], rawBody: null },
      variables: someVariables({}, ['x'], 'staging'),
    });
    const [problem] = findProblems(resolveWorkspace(workspace), 'token', () => false);
    expect(problem && describeProblem(problem, workspace)).toBe('{{x}} has no value in environment staging.');
    expect(findProblems(resolveWorkspace(workspace), 'token', always)).toEqual([]);
  });
});

it('a change of nothing gives an equal workspace', () => {
  const workspace = templated();
  expect(mapTemplates(workspace, (text) => text)).toEqual(workspace);
});
