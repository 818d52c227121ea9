import { describe, expect, it } from 'vitest';
import { buildRequest } from '../../../../shared/http/build-request.ts';
import type { HttpRequest, RedirectStop } from '../../../../shared/http/exchange.ts';
import { formatRequest } from '../../../../shared/http/format-http.ts';
import { followRedirect, MAX_REDIRECTS } from '../../../../shared/http/redirect.ts';
import { ALL_SECRET_NAMES, type SensitiveText, secretSpan } from '../../../../shared/text/sensitive-text.ts';
import { aResponse } from '../fixtures.ts';

const FROM = 'https://api.example/a/b?c=d';

function aRequest(method = 'GET', body: SensitiveText | null = null, host?: string): HttpRequest {
  const built = buildRequest({
    method,
    url: new URL(FROM),
    ours: [
      { name: 'Accept', value: ['*/*'] },
      ...(body ? [{ name: 'Content-Type', value: ['text/plain'] }] : []),
      { name: 'Authorization', value: ['Bearer ', secretSpan('ACCESS_TOKEN', 't0k3n')] },
    ],
    theirs: [['Cookie', 'a=b'], ['DPoP', 'proof'], ['X-Own', '1'], ...(host ? [['Host', host]] : [])].map(
      ([name = '', value = ''], index) => ({ id: String(index), name, value, enabled: true }),
    ),
    body,
  });
  if (!built.ok) throw new Error(built.error.message);
  return built.value;
}

const redirect = (status: number, location: string | null) =>
  aResponse('', { status, headers: location === null ? {} : { Location: location } });

function follow(request: HttpRequest, status: number, location: string): HttpRequest {
  const step = followRedirect([request], redirect(status, location));
  if (step?.kind !== 'follow') throw new Error(`Not followed: ${JSON.stringify(step)}`);
  return step.request;
}

describe('RFC 9110 §15.4: the method and the body', () => {
  it.each<[status: number, method: string, next: string, keepsBody: boolean]>([
    [301, 'GET', 'GET', false],
    [301, 'POST', 'GET', false],
    [301, 'PUT', 'PUT', true],
    [302, 'POST', 'GET', false],
    [302, 'DELETE', 'DELETE', false],
    [302, 'HEAD', 'HEAD', false],
    [303, 'POST', 'GET', false],
    [303, 'PUT', 'GET', false],
    [303, 'HEAD', 'HEAD', false],
    [307, 'POST', 'POST', true],
    [308, 'PUT', 'PUT', true],
    [307, 'GET', 'GET', false],
  ])('%i after %s: %s', (status, method, next, keepsBody) => {
    const body = ['POST', 'PUT'].includes(method) ? ['text'] : null;
    const request = follow(aRequest(method, body), status, '/next');
    expect(request.method).toBe(next);
    expect(request.body).toEqual(keepsBody ? ['text'] : null);
    const names = request.headers.map(({ name }) => name.toLowerCase());
    expect(names.includes('content-type')).toBe(keepsBody);
    expect(names.includes('content-length')).toBe(keepsBody);
    expect(names.slice(0, 2)).toEqual(['host', 'connection']);
  });
});

describe('where to', () => {
  it.each([
    ['/x', 'https://api.example/x'],
    ['x', 'https://api.example/a/x'],
    ['?y', 'https://api.example/a/b?y'],
    ['//other.example/x', 'https://other.example/x'],
    ['http://api.example:8080/x#fragment', 'http://api.example:8080/x'],
    ['https://eve:secret@api.example/x', 'https://api.example/x'],
  ])('%s', (location, url) => {
    expect(follow(aRequest(), 302, location).url).toBe(url);
  });
});

describe('credentials stay with their origin', () => {
  const sentTo = (location: string, host?: string) =>
    formatRequest(follow(aRequest('GET', null, host), 302, location), { reveal: ALL_SECRET_NAMES });

  it('the same origin gets them', () => {
    const text = sentTo('/next', 'virtual.example');
    for (const part of ['Bearer t0k3n', 'Cookie: a=b', 'DPoP: proof', 'host: virtual.example']) {
      expect(text).toContain(part);
    }
  });

  it.each([
    'https://other.example/',
    'http://api.example/',
    'https://api.example:444/',
    'https://sub.api.example/',
  ])('%s does not', (location) => {
    const text = sentTo(location, 'virtual.example');
    for (const part of ['t0k3n', 'Authorization', 'Cookie', 'DPoP', 'virtual'])
      expect(text).not.toContain(part);
    expect(text).toContain('X-Own: 1');
    expect(text).toContain(`host: ${new URL(location).host}`);
  });

  it('nor does an origin that comes after another one, even the first', () => {
    const away = follow(aRequest(), 302, 'https://other.example/');
    const back = follow(away, 302, 'https://api.example/back');
    expect(formatRequest(back, { reveal: ALL_SECRET_NAMES })).not.toContain('t0k3n');
  });

  it('a header of another name that holds the token is a credential, too', () => {
    const request = aRequest();
    const own = { name: 'X-Api-Token', value: [secretSpan('ACCESS_TOKEN', 't0k3n')] };
    const next = follow({ ...request, headers: [...request.headers, own] }, 307, 'https://other.example');
    expect(next.headers.some(({ name }) => name === 'X-Api-Token')).toBe(false);
  });
});

describe('what is not followed', () => {
  it.each([200, 204, 300, 304, 305, 401])('%i is no redirect', (status) => {
    expect(followRedirect([aRequest()], redirect(status, '/x'))).toBeNull();
  });

  it('nor is one without a Location', () => {
    expect(followRedirect([aRequest()], redirect(302, null))).toBeNull();
  });

  it.each<[string, RedirectStop]>([
    ['file:///etc/passwd', 'location-invalid'],
    ['javascript:alert(1)', 'location-invalid'],
    ['http://', 'location-invalid'],
    [FROM, 'loop'],
    [`${FROM}#again`, 'loop'],
  ])('%s: %s', (location, reason) => {
    expect(followRedirect([aRequest()], redirect(302, location))).toEqual({ kind: 'stop', reason });
  });

  it('a body with a secret is not repeated to another origin', () => {
    const request = aRequest('POST', ['token=', secretSpan('ACCESS_TOKEN', 't0k3n')]);
    expect(followRedirect([request], redirect(307, 'https://other.example'))).toEqual({
      kind: 'stop',
      reason: 'body-secret',
    });
    expect(follow(request, 307, '/same').body).toEqual(request.body);
  });

  it(`more than ${MAX_REDIRECTS} hops`, () => {
    const requests = [aRequest()];
    for (let hop = 0; hop < MAX_REDIRECTS; hop += 1) {
      requests.push(follow(requests.at(-1) ?? aRequest(), 302, `/hop-${hop}`));
    }
    expect(followRedirect(requests, redirect(302, '/one-more'))).toEqual({ kind: 'stop', reason: 'limit' });
    expect(followRedirect(requests.slice(0, -1), redirect(302, '/last'))?.kind).toBe('follow');
  });
});
