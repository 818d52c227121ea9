import { describe, expect, it } from 'vitest';
import { aToken, idsOf, ofApiAnswer } from '../findings.ts';

const challenge = (value: string) => ({ 'WWW-Authenticate': value });
const again = [{ kind: 'new-token-and-retry' }];

describe('an API refuses (RFC 6750 §3.1)', () => {
  it.each<[string, number, Record<string, string>, Parameters<typeof ofApiAnswer>[2], object[]]>([
    ['api-no-token', 401, challenge('Bearer realm="api"'), { token: null }, again],
    [
      'api-token-expired',
      401,
      challenge('Bearer error="invalid_token", error_description="The access token expired"'),
      {},
      again,
    ],
    [
      'api-token-expired',
      401,
      challenge('Bearer error="invalid_token"'),
      { token: { ...aToken, expiresAt: Date.UTC(2025, 5, 1, 11, 59) } },
      again,
    ],
    ['api-invalid-token', 401, challenge('Bearer error="invalid_token"'), {}, again],
    [
      'api-insufficient-scope',
      403,
      challenge('Bearer error="insufficient_scope", scope="read write"'),
      {},
      [{ kind: 'add-scopes', scopes: ['write'] }],
    ],
    ['api-insufficient-scope', 403, challenge('Bearer error="insufficient_scope"'), {}, []],
    ['api-insufficient-scope', 403, challenge('Bearer error=insufficient_scope, scope=read'), {}, again],
    ['api-invalid-request', 400, challenge('Bearer error="invalid_request"'), {}, []],
    ['api-step-up', 401, challenge('Bearer error="insufficient_user_authentication"'), {}, []],
    ['api-dpop-required', 401, challenge('DPoP algs="ES256"'), {}, [{ kind: 'use-dpop' }]],
    ['api-other-scheme', 401, challenge('Negotiate, Basic realm="x"'), {}, []],
    ['api-unauthorized', 401, challenge('Bearer realm="api"'), {}, again],
    ['api-forbidden', 403, {}, {}, []],
    ['api-bad-request', 422, {}, { body: 'name is missing' }, []],
    ['http-not-found', 404, {}, {}, []],
    [
      'http-redirect',
      302,
      { Location: '/elsewhere' },
      {},
      [{ kind: 'use-url', url: 'https://api.example/elsewhere' }],
    ],
    ['http-server-error', 500, {}, {}, [{ kind: 'retry' }]],
  ])('%s', (id, status, headers, options, actions) => {
    const list = ofApiAnswer(status, headers, options);
    expect(idsOf(list)).toEqual([id]);
    expect(list[0]).toMatchObject({ severity: 'error', actions });
  });

  it('uses the error in the body if the challenge has none', () => {
    expect(idsOf(ofApiAnswer(403, {}, { body: '{"error":"insufficient_scope"}' }))).toEqual([
      'api-insufficient-scope',
    ]);
  });

  it('a rejection without a challenge has its own cause', () => {
    expect(idsOf(ofApiAnswer(401))).toEqual(['api-unauthorized']);
  });

  it('reports an expired token and its age even without a challenge', () => {
    const token = { ...aToken, expiresAt: Date.UTC(2025, 5, 1, 11, 59, 55) };
    const [finding] = ofApiAnswer(401, {}, { token });
    expect(finding).toMatchObject({ id: 'api-token-expired', actions: again });
    expect(finding?.why).toContain('it ended 5 seconds before the call');
  });

  it('the API’s metadata is pointed at', () => {
    const list = ofApiAnswer(
      401,
      challenge('Bearer resource_metadata="https://api.example/.well-known/oauth-protected-resource"'),
    );
    expect(idsOf(list)).toEqual(['api-unauthorized', 'api-resource-metadata']);
  });

  it('reports a token in the URL', () => {
    expect(idsOf(ofApiAnswer(200, {}, { url: 'https://api.example/?access_token=x' }))).toEqual([
      'api-token-in-url',
    ]);
    expect(
      ofApiAnswer(400, challenge('Bearer error="invalid_request"'), {
        url: 'https://api.example/?access_token=x',
      })[0]?.nextStep,
    ).toContain('out of the URL');
  });

  it.each([200, 204])('status %d needs no word', (status) => {
    expect(ofApiAnswer(status)).toEqual([]);
  });
});
