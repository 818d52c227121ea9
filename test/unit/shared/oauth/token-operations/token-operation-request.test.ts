import { describe, expect, it } from 'vitest';
import { buildCurl } from '../../../../../shared/curl/write/build-curl.ts';
import type { HttpRequest } from '../../../../../shared/http/exchange.ts';
import type { Client, Workspace } from '../../../../../shared/model/workspace.ts';
import { secretOnly } from '../../../../../shared/oauth/client-authentication/request-credentials.ts';
import {
  buildIntrospectionRequest,
  buildRevocationRequest,
} from '../../../../../shared/oauth/token-operations/token-operation-request.ts';
import { maskText, revealText } from '../../../../../shared/text/sensitive-text.ts';
import { aWorkspace } from '../../fixtures.ts';

const ENDPOINT = 'https://localhost:8443/oauth/v2/oauth-introspect';

function introspection(
  change: Partial<Parameters<typeof buildIntrospectionRequest>[2]> = {},
  client: Partial<Client> = {},
  server: Partial<Workspace['server']> = {},
) {
  const workspace = aWorkspace({ client });
  const asked = { ...workspace, server: { ...workspace.server, ...server } };
  return buildIntrospectionRequest(asked, secretOnly('Secr3t!'), {
    token: 't0k+n/=',
    hint: '',
    format: 'json',
    ...change,
  });
}

function requestOf(built: ReturnType<typeof introspection>): HttpRequest {
  if (!built.ok) throw new Error(built.error.message);
  return built.value;
}

const header = ({ headers }: HttpRequest, name: string) => {
  const field = headers.find((each) => each.name.toLowerCase() === name);
  return field && revealText(field.value);
};

describe('the introspection request', () => {
  it('is a POST of a form, with the token first and the caller authenticated in the body', () => {
    const request = requestOf(introspection());
    expect([request.method, request.url]).toEqual(['POST', ENDPOINT]);
    expect(header(request, 'content-type')).toBe('application/x-www-form-urlencoded');
    expect(revealText(request.body ?? [])).toBe(
      'token=t0k%2Bn%2F%3D&client_id=server&client_secret=Secr3t%21',
    );
  });

  it('or in the header', () => {
    const request = requestOf(introspection({}, { authMethod: 'client_secret_basic' }));
    expect(header(request, 'authorization')).toBe('Basic c2VydmVyOlNlY3IzdCUyMQ==');
    expect(revealText(request.body ?? [])).toBe('token=t0k%2Bn%2F%3D');
  });

  it('carries token_type_hint when one is chosen', () => {
    const request = requestOf(introspection({ hint: 'access_token' }));
    expect(revealText(request.body ?? [])).toContain('&token_type_hint=access_token&');
  });

  it.each([
    ['json', 'application/json'],
    ['rfc9701', 'application/token-introspection+jwt'],
    ['curity', 'application/jwt'],
  ] as const)('the %s format is requested by %s', (format, type) => {
    expect(header(requestOf(introspection({ format })), 'accept')).toBe(type);
  });

  it('marks the token as a secret: masked on the screen, a variable in curl', () => {
    const request = requestOf(introspection({ token: 'opaque-token' }));
    expect(maskText(request.body ?? [])).not.toContain('opaque-token');
    expect(buildCurl(request, { shell: 'bash', insecure: false })).toContain('token=$ACCESS_TOKEN');
  });

  it.each<[string, Partial<Workspace['server']>]>([
    ['config.not-found', { tokenEndpoint: 'https://id.example/token' }],
    ['config.invalid', { introspectionEndpoint: 'localhost:8443' }],
    ['config.unresolved-variable', { introspectionEndpoint: 'https://{{host}}/introspect' }],
  ])('%s: there is none, and the next step is said', (code, server) => {
    expect(introspection({}, {}, server)).toMatchObject({
      ok: false,
      error: { code, nextStep: expect.any(String) },
    });
  });

  it('goes to the endpoint that was entered', () => {
    const introspectionEndpoint = 'https://elsewhere.example/introspect';
    expect(requestOf(introspection({}, {}, { introspectionEndpoint })).url).toBe(introspectionEndpoint);
  });
});

it('the revocation request has the same form', () => {
  const built = buildRevocationRequest(aWorkspace(), secretOnly('Secr3t!'), {
    token: 'abc',
    hint: 'access_token',
  });
  const request = requestOf(built);
  expect(request.method).toBe('POST');
  expect(revealText(request.body ?? [])).toBe(
    'token=abc&token_type_hint=access_token&client_id=server&client_secret=Secr3t%21',
  );
});
