import { describe, expect, it } from 'vitest';
import { isLoopbackUrl, matchesNoProxy } from '../../../../shared/http/no-proxy.ts';

describe('NO_PROXY', () => {
  it.each<[rules: string, url: string, direct: boolean]>([
    ['', 'https://example.com', false],
    ['*', 'https://example.com', true],
    ['example.com', 'https://example.com', true],
    ['example.com', 'https://www.example.com', true],
    ['example.com', 'https://notexample.com', false],
    ['.example.com', 'https://example.com', true],
    ['.example.com', 'https://a.b.example.com', true],
    ['*.example.com', 'https://www.example.com', true],
    ['EXAMPLE.com.', 'https://Example.COM', true],
    ['example.com', 'https://example.com.', true],
    ['a.test, b.test', 'http://b.test', true],
    ['a.test b.test', 'http://b.test', true],
    ['a.test;b.test', 'http://c.test', false],
    ['example.com:8443', 'https://example.com:8443', true],
    ['example.com:8443', 'https://example.com', false],
    ['example.com:443', 'https://example.com', true],
    ['example.com:80', 'http://example.com', true],
    ['10.1.2.3', 'http://10.1.2.3:8080', true],
    ['10.1.2.3', 'http://10.1.2.4', false],
    ['10.1.2.3', 'http://110.1.2.3', false],
    ['10.0.0.0/8', 'http://10.200.3.4', true],
    ['10.0.0.0/8', 'http://11.0.0.1', false],
    ['192.168.4.0/22', 'http://192.168.7.255', true],
    ['192.168.4.0/22', 'http://192.168.8.0', false],
    ['0.0.0.0/0', 'http://8.8.8.8', true],
    ['10.0.0.0/8', 'http://10.example', false],
    ['10.0.0.0/33', 'http://10.0.0.1', false],
    ['10.0.0.0/x', 'http://10.0.0.1', false],
    ['::1', 'http://[::1]:99', true],
    ['[::1]:99', 'http://[::1]:99', true],
    ['[::1]:98', 'http://[::1]:99', false],
    ['fd00::/8', 'http://[fd12:3456::1]', true],
    ['fd00::/8', 'http://[fe80::1]', false],
    ['2001:db8:0:0::1', 'http://[2001:db8::1]', true],
    ['<local>', 'http://intranet', true],
    ['<local>', 'http://intranet.example', false],
    [',, ,', 'http://example.com', false],
    ['.', 'http://example.com', false],
  ])('%j for %s: %s', (rules, url, direct) => {
    expect(matchesNoProxy(new URL(url), rules)).toBe(direct);
  });
});

it.each<[string, boolean]>([
  ['https://localhost:8443', true],
  ['http://app.localhost', true],
  ['http://127.8.9.1', true],
  ['http://[::1]', true],
  ['http://128.0.0.1', false],
  ['https://localhost.example', false],
])('%s is this machine: %s', (url, loopback) => {
  expect(isLoopbackUrl(new URL(url))).toBe(loopback);
});
