import { describe, expect, it } from 'vitest';
import { formatRequest } from '../../../../../shared/http/format-http.ts';
import type { ApiRequestDraft } from '../../../../../shared/model/workspace.ts';
import { buildApiRequest } from '../../../../../shared/oauth/request/api-request.ts';
import { aField, anAccessToken } from '../../fixtures.ts';

const token = anAccessToken();

const draft: ApiRequestDraft = {
  method: 'GET',
  url: 'https://example.com/hello_world',
  headers: [],
  body: '',
};

function wireOf(overrides: Partial<ApiRequestDraft>, withToken = true) {
  const result = buildApiRequest({ ...draft, ...overrides }, withToken ? token : null);
  if (!result.ok) throw new Error(result.error.message);
  return formatRequest(result.value, { reveal: ['ACCESS_TOKEN'] }).split('\r\n');
}

describe('the API call (RFC 6750 §2.1)', () => {
  it('the token goes in the Authorization header and nowhere else', () => {
    expect(wireOf({})).toEqual([
      'GET /hello_world HTTP/1.1',
      'host: example.com',
      'connection: keep-alive',
      'Accept: */*',
      'Authorization: Bearer 0470b16b-7bf8-4fa3-9ae1-6a10e0f0b699',
      '',
      '',
    ]);
  });

  it('without a token the call goes out bare', () => {
    expect(wireOf({}, false).filter((line) => line.startsWith('Authorization'))).toEqual([]);
  });

  it("the user's Authorization header replaces the token", () => {
    expect(wireOf({ headers: [aField('authorization', 'Bearer other')] })[4]).toBe(
      'authorization: Bearer other',
    );
  });

  it('masks the token by default', () => {
    const result = buildApiRequest(draft, token);
    expect(result.ok && formatRequest(result.value)).not.toContain(token.value);
  });
});

describe('method, URL and body', () => {
  it.each([
    ['{"a":1}', 'Content-Type: application/json'],
    ['hello', 'Content-Type: text/plain; charset=utf-8'],
  ])('the body %s is sent as %s', (body, contentType) => {
    const lines = wireOf({ method: 'POST', body });
    expect(lines).toContain(contentType);
    expect(lines).toContain(`content-length: ${body.length}`);
    expect(lines.at(-1)).toBe(body);
  });

  it('a typed Content-Type is kept', () => {
    const lines = wireOf({ method: 'POST', body: '{}', headers: [aField('Content-Type', 'application/x')] });
    expect(lines.filter((line) => /^content-type/i.test(line))).toEqual(['Content-Type: application/x']);
  });

  it.each([
    ['POST', ['content-length: 0']],
    ['PUT', ['content-length: 0']],
    ['GET', []],
    ['DELETE', []],
    ['HEAD', []],
  ])('%s without a body says %j', (method, lengths) => {
    expect(wireOf({ method }).filter((line) => line.startsWith('content-length'))).toEqual(lengths);
  });

  it('HEAD closes the connection', () => {
    expect(wireOf({ method: 'HEAD' })).toContain('connection: close');
  });

  it('the fragment is not sent', () => {
    expect(wireOf({ url: 'https://example.com/a?b=c d#e' })[0]).toBe('GET /a?b=c%20d HTTP/1.1');
  });

  it.each([
    [{ method: '' }, 'no method'],
    [{ method: 'GE T' }, 'not a request method'],
    [{ method: 'CONNECT' }, 'for proxies'],
    [{ url: '' }, 'The API URL is empty'],
    [{ url: 'example.com' }, 'The API URL is not a complete address'],
  ])('%j is refused: %s', (overrides, message) => {
    const result = buildApiRequest({ ...draft, ...overrides }, token);
    expect(result.ok || result.error.code).toBe('config.invalid');
    expect(result.ok || result.error.message).toContain(message);
  });

  it('rejects a token that is not valid in a header, by name', () => {
    const result = buildApiRequest(draft, { ...token, value: 'a\nb' });
    expect(result.ok || result.error.message).toBe('The header Authorization contains a line break.');
  });
});
