import { expect, it } from 'vitest';
import { slashRedirect } from '../../../../shared/discovery/slash-redirect.ts';
import { anExchange, aResponse, aTokenRequest } from '../fixtures.ts';

const URL_ = 'https://id.example/.well-known/openid-configuration';

it.each([
  ['a slash more', 301, `${URL_}/`, `${URL_}/`],
  ['a relative address', 308, '/.well-known/openid-configuration/', `${URL_}/`],
  ['another host', 301, 'https://other.example/.well-known/openid-configuration/', null],
  ['plain HTTP', 301, 'http://id.example/.well-known/openid-configuration/', null],
  ['another path', 301, '/login', null],
  ['the same address', 302, URL_, null],
  ['no redirect', 200, `${URL_}/`, null],
])('a redirect to %s', (_, status, location, target) => {
  const exchange = anExchange({
    purpose: 'metadata',
    request: { ...aTokenRequest(), method: 'GET', url: URL_ },
    response: aResponse('', { status, headers: { Location: location } }),
  });
  expect(slashRedirect(exchange)).toBe(target);
});
