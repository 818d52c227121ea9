import { expect, it } from 'vitest';
import { resolveHost } from '../../../../../../electron/core/exchange/connection/resolve-host.ts';

it.each(['localhost', 'LOCALHOST', 'localhost.', 'auth.localhost'])(
  '%s is this machine, by IPv4 and IPv6 (RFC 6761 §6.3)',
  async (hostname) => {
    const addresses = (await resolveHost(hostname))?.map(({ address }) => address) ?? [];
    expect(addresses).toContain('127.0.0.1');
    expect(addresses).toContain('::1');
    expect(new Set(addresses).size).toBe(addresses.length);
  },
);

it.each(['127.0.0.1', '::1'])('%s needs no look-up', async (hostname) => {
  expect(await resolveHost(hostname)).toBeNull();
});
