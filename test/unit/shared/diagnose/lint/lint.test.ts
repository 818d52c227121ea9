import { describe, expect, it } from 'vitest';
import { lintRequest } from '../../../../../shared/diagnose/diagnose.ts';
import { redactRequest } from '../../../../../shared/http/exchange.ts';
import { secretOnly } from '../../../../../shared/oauth/client-authentication/request-credentials.ts';
import { buildApiRequest } from '../../../../../shared/oauth/request/api-request.ts';
import { buildTokenRequest } from '../../../../../shared/oauth/request/token-request.ts';
import { DEFAULT_TLS_POLICY } from '../../../../../shared/tls/default-policy.ts';
import { aField, aTokenRequest, aWorkspace, type WorkspaceOverrides } from '../../fixtures.ts';
import { someVariables } from '../../variables/some-variables.ts';
import { aToken, idsOf } from '../findings.ts';

const LONG = 'a-secret-of-reasonable-length-0123456789';
const lint = (overrides: WorkspaceOverrides, secret: string | null = LONG) => {
  const workspace = aWorkspace(overrides);
  return lintRequest(aTokenRequest(workspace, secret), workspace);
};
const off = { ...DEFAULT_TLS_POLICY, verification: 'off' as const };

describe('a token request before it is sent', () => {
  it.each<[string, WorkspaceOverrides, string | null]>([
    ['the tutorial’s', { request: { scopes: ['read'] } }, 'Secr3t!'],
    ['verification off on this machine', { tls: off }, LONG],
    ['HTTP on this machine', { tokenEndpoint: 'http://127.0.0.1:8080/token' }, LONG],
    ['Basic', { client: { authMethod: 'client_secret_basic' } }, LONG],
    ['no authentication', { client: { authMethod: 'none' } }, null],
    [
      'several resources',
      { request: { parameters: [aField('resource', 'https://a'), aField('resource', 'urn:b')] } },
      LONG,
    ],
  ])('nothing to say: %s', (_, overrides, secret) => {
    expect(lint(overrides, secret)).toEqual([]);
  });

  it.each<[string, WorkspaceOverrides, string | null, string]>([
    ['lint-http', { tokenEndpoint: 'http://example.com/token' }, LONG, 'http://example.com'],
    ['lint-verification-off', { tokenEndpoint: 'https://example.com/token', tls: off }, LONG, 'example.com'],
    ['lint-client-id-missing', { client: { clientId: '' } }, LONG, 'empty'],
    ['lint-secret-missing', {}, null, 'empty'],
    ['lint-secret-missing', { client: { authMethod: 'client_secret_basic' } }, '', 'empty'],
    ['lint-secret-white-space', {}, `${LONG}\n`, 'at its end'],
    [
      'lint-secret-white-space',
      { client: { authMethod: 'client_secret_basic' } },
      ` ${LONG}`,
      'at its beginning',
    ],
    ['lint-secret-short', { tokenEndpoint: 'https://example.com/token' }, 'Secr3t!', '7 characters'],
    [
      'lint-two-auth-methods',
      {
        client: { authMethod: 'client_secret_basic' },
        request: { parameters: [aField('client_secret', LONG)] },
      },
      LONG,
      'the Authorization header and client_secret in the body',
    ],
    [
      'lint-two-auth-methods',
      { request: { headers: [aField('Authorization', 'Basic c2VydmVyOmEtc2VjcmV0LW9mLWxlbmd0aA==')] } },
      LONG,
      'the Authorization header and client_secret in the body',
    ],
    [
      'lint-duplicate-parameters',
      { request: { parameters: [aField('grant_type', 'client_credentials')] } },
      LONG,
      '“grant_type”',
    ],
    ['lint-grant-type', { request: { rawBody: 'client_id=server' } }, LONG, 'missing'],
    ['lint-scope-syntax', { request: { scopes: ['réad'] } }, LONG, '“réad”'],
    [
      'lint-content-type',
      { request: { headers: [aField('Content-Type', 'application/json')] } },
      LONG,
      'application/json',
    ],
    ['lint-secret-in-url', { tokenEndpoint: 'https://localhost/token?client_secret=x' }, LONG, 'query'],
    [
      'lint-basic-colon',
      { client: { authMethod: 'client_secret_basic', basicEncoding: 'raw', clientId: 'a:b' } },
      LONG,
      '“a:b”',
    ],
    [
      'lint-resource',
      { request: { parameters: [aField('resource', 'api'), aField('resource', 'https://a#b')] } },
      LONG,
      '“api” and “https://a#b”',
    ],
  ])('%s', (name, overrides, secret, seen) => {
    const list = lint(overrides, secret);
    expect(idsOf(list)).toEqual([name.replace(/^P\d+: /, '')]);
    expect(list[0]?.seen).toContain(seen);
  });

  it.each<[string, WorkspaceOverrides['request']]>([
    ['resource', { resources: ['{{api}}'] }],
    ['authorization_details', { authorizationDetails: '{{api}}' }],
    ['the type in authorization_details', { authorizationDetails: '[{"type":"{{api}}"}]' }],
  ])('a secret variable is not judged, for its value is not seen: %s', (_, request = {}) => {
    const workspace = aWorkspace({ request, variables: someVariables({}, ['api']) });
    const metadata = {
      authorization_details_types_supported: ['payment'],
      token_endpoint_auth_methods_supported: ['client_secret_post'],
    };
    const secretVariables = new Map([['api', 'urn:example:payment']]);
    const sent = buildTokenRequest(workspace, { ...secretOnly(LONG), secretVariables });
    if (!sent.ok) throw new Error(sent.error.message);
    expect(lintRequest(sent.value, workspace, metadata)).toEqual([]);
    expect(lintRequest(redactRequest(sent.value), workspace, metadata)).toEqual([]);
  });

  it('a withheld secret counts as one', () => {
    for (const authMethod of ['client_secret_basic', 'client_secret_post'] as const) {
      const workspace = aWorkspace({ client: { authMethod }, tokenEndpoint: 'https://example.com/token' });
      expect(lintRequest(redactRequest(aTokenRequest(workspace)), workspace)).toEqual([]);
    }
  });
});

describe('an API call before it is sent', () => {
  it.each([
    ['https://api.example/', 'on', []],
    ['http://api.example/', 'on', ['lint-api-http']],
    ['https://api.example/', 'off', ['lint-verification-off']],
    ['http://localhost/', 'off', []],
  ] as const)('%s, verification %s', (url, verification, ids) => {
    const workspace = aWorkspace({ tls: { ...DEFAULT_TLS_POLICY, verification } });
    const request = buildApiRequest({ method: 'GET', url, headers: [], body: '' }, aToken);
    if (!request.ok) throw new Error(request.error.message);
    expect(idsOf(lintRequest(request.value, workspace))).toEqual(ids);
  });
});
