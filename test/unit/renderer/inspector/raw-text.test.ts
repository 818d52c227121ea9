import { expect, test } from 'vitest';
import { rawRequest, rawResponseHead } from '../../../../renderer/features/inspector/raw-text.ts';
import type { HttpRequest } from '../../../../shared/http/exchange.ts';
import { secretSpan } from '../../../../shared/text/sensitive-text.ts';
import { exchange } from '../runs-of-test.ts';

const request: HttpRequest = {
  method: 'POST',
  url: 'https://localhost:8443/token?x=1',
  headers: [
    { name: 'host', value: ['localhost:8443'] },
    { name: 'connection', value: ['keep-alive'] },
    { name: 'X-Key', value: [secretSpan('ACCESS_TOKEN', 'abc')] },
  ],
  body: ['a=b'],
};

test('HTTP/1.1 shows the sent bytes exactly, except secrets', () => {
  expect(rawRequest(request, '1.1', [])).toBe(
    'POST /token?x=1 HTTP/1.1\r\nhost: localhost:8443\r\nconnection: keep-alive\r\nX-Key: ••••••••\r\n\r\na=b',
  );
  expect(rawRequest(request, null, ['ACCESS_TOKEN'])).toContain('X-Key: abc');
});

test('HTTP/2 has pseudo-headers, lower-case names and no connection (RFC 9113 §8.2, §8.3)', () => {
  expect(rawRequest(request, '2', [])).toBe(
    ':method: POST\r\n:scheme: https\r\n:authority: localhost:8443\r\n:path: /token?x=1\r\nx-key: ••••••••\r\n\r\na=b',
  );
});

test.each([
  ['1.1', 'HTTP/1.1 401 Unauthorized\r\nA: 1\r\nA: 2\r\n\r\n'],
  ['2', ':status: 401\r\nA: 1\r\nA: 2\r\n\r\n'],
] as const)('the head of an answer over HTTP/%s', (httpVersion, expected) => {
  const { response } = exchange('e', 401);
  if (!response) throw new Error('It has a response');
  const headers = [
    ['A', '1'],
    ['A', '2'],
  ] as const;
  expect(rawResponseHead({ ...response, httpVersion, statusText: 'Unauthorized', headers })).toBe(expected);
});
