import { expect, test } from 'vitest';
import { foreignHosts, isLoopbackHost } from '../../../../renderer/features/flow/server/foreign-hosts.ts';
import { workspace } from '../workspace.ts';

test.each([
  ['localhost', true],
  ['LOCALHOST', true],
  ['as.localhost', true],
  ['127.0.0.1', true],
  ['127.1.2.3', true],
  ['[::1]', true],
  ['localhost.example.com', false],
  ['127.example.com', false],
  ['192.168.1.2', false],
  ['[::2]', false],
])('%s is this computer: %s', (host, loopback) => {
  expect(isLoopbackHost(host)).toBe(loopback);
});

test('hosts of the token endpoint and the API that are not this computer, each once', () => {
  const elsewhere = workspace({
    server: { issuer: '', tokenEndpoint: 'https://login.example.com/token' },
    api: { method: 'GET', url: 'https://login.example.com/api', headers: [], body: '' },
  });
  expect(foreignHosts(elsewhere)).toEqual(['login.example.com']);
  expect(foreignHosts(workspace())).toEqual([]);
  expect(foreignHosts(workspace({ server: { issuer: '', tokenEndpoint: 'not a url' } }))).toEqual([]);
});
