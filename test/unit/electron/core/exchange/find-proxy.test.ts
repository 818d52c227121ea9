import { describe, expect, it } from 'vitest';
import { createFindProxy } from '../../../../../electron/core/exchange/proxy/find-proxy.ts';
import { ProxyError, proxyUrl } from '../../../../../electron/core/exchange/proxy/proxy-route.ts';
import type { ProxySettings } from '../../../../../shared/model/connection.ts';
import { DEFAULT_PROXY } from '../../../../../shared/model/default-connection.ts';

interface Case {
  readonly settings?: Partial<ProxySettings>;
  readonly url?: string;
  readonly pac?: string;
  readonly environment?: Record<string, string>;
  readonly password?: string;
}

function find({ settings, url = 'https://api.example', pac = 'DIRECT', environment = {}, password }: Case) {
  const surroundings = { resolveSystemProxy: async () => pac, environment };
  return createFindProxy({ ...DEFAULT_PROXY, ...settings }, password ?? null, surroundings)(new URL(url));
}

const explicit = (url: string, more: Partial<ProxySettings> = {}): Partial<ProxySettings> => ({
  mode: 'explicit',
  url,
  ...more,
});

describe('which proxy', () => {
  it.each<[string, Case, string | null]>([
    ['none', { settings: { mode: 'none' }, pac: 'PROXY a:1' }, null],
    ['explicit', { settings: explicit('http://p.example:3128') }, 'workspace http://p.example:3128'],
    [
      'explicit, without a scheme',
      { settings: explicit('p.example:3128') },
      'workspace http://p.example:3128',
    ],
    ['explicit, over TLS', { settings: explicit('https://p.example') }, 'workspace https://p.example:443'],
    ['explicit, IPv6', { settings: explicit('http://[::1]:3128') }, 'workspace http://[::1]:3128'],
    ['explicit, but not for this host', { settings: explicit('http://p', { noProxy: 'api.example' }) }, null],
    ['explicit, for this machine', { settings: explicit('http://p'), url: 'https://localhost:8443' }, null],
    [
      'explicit, for this machine, too',
      { settings: explicit('http://p', { includeLoopback: true }), url: 'https://localhost:8443' },
      'workspace http://p:80',
    ],
    ['the system says direct', {}, null],
    ['the system says one', { pac: 'PROXY s.example:8080; DIRECT' }, 'system http://s.example:8080'],
    ['the system says one over TLS', { pac: 'HTTPS s.example:8443' }, 'system https://s.example:8443'],
    ['the system has another after SOCKS', { pac: 'SOCKS5 s:1; PROXY t:2' }, 'system http://t:2'],
    ['the environment', { environment: { HTTPS_PROXY: 'http://e:1' } }, 'environment http://e:1'],
    [
      'lower case first',
      { environment: { HTTPS_PROXY: 'http://e:1', https_proxy: 'e:2' } },
      'environment http://e:2',
    ],
    ['by scheme', { environment: { HTTP_PROXY: 'http://e:1' } }, null],
    ['ALL_PROXY', { environment: { ALL_PROXY: 'http://e:3' } }, 'environment http://e:3'],
    ['NO_PROXY', { environment: { ALL_PROXY: 'http://e:3', NO_PROXY: '.example' } }, null],
    [
      'the system before the environment',
      { pac: 'PROXY s:1', environment: { ALL_PROXY: 'e:3' } },
      'system http://s:1',
    ],
  ])('%s', async (_name, options, expected) => {
    const route = await find(options);
    expect(route && `${route.source} ${proxyUrl(route)}`).toBe(expected);
  });
});

describe('credentials', () => {
  it('of the workspace', async () => {
    const settings = explicit('http://p', { username: 'me' });
    expect((await find({ settings, password: 'pa:ss' }))?.credentials).toEqual({
      username: 'me',
      password: 'pa:ss',
    });
    expect((await find({ settings }))?.credentials).toEqual({ username: 'me', password: '' });
  });

  it('in an address of the environment', async () => {
    const environment = { ALL_PROXY: 'http://me:p%40ss@e:3' };
    const route = await find({ environment });
    expect(route?.credentials).toEqual({ username: 'me', password: 'p@ss' });
    expect(route && proxyUrl(route)).toBe('http://e:3');
  });
});

describe('reports invalid settings without the password in them', () => {
  it.each<[Case, RegExp]>([
    [{ settings: explicit('') }, /not the address of an http or https proxy/],
    [{ settings: explicit('socks5://p:1') }, /“socks5:\/\/p:1” is not/],
    [{ settings: explicit('ftp://me:canary@p:1') }, /“ftp:\/\/p:1” is not/],
    [{ pac: 'SOCKS5 p:1' }, /The system asks for “SOCKS5 p:1”/],
  ])('%j', async (options, message) => {
    const error = await find(options).then(
      () => null,
      (cause: unknown) => cause,
    );
    expect(error).toBeInstanceOf(ProxyError);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toContain('canary');
  });
});
