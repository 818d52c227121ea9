import { type LookupAddress, lookup } from 'node:dns';
import { isIP } from 'node:net';
import { isLoopbackHost } from '../../../../shared/http/target-url.ts';

/** Both loopback addresses, IPv6 first like the systems have it. */
const LOOPBACK: readonly LookupAddress[] = [
  { address: '::1', family: 6 },
  { address: '127.0.0.1', family: 4 },
];

/**
 * The addresses of a host, in the order the system prefers; null for an address, which needs no look-up. Rejects with
 * the system's error, for example ENOTFOUND. `localhost` and the names below it are this machine, by both its
 * addresses, whatever the system knows of them (RFC 6761 §6.3): browsers and curl have it so, too.
 */
export async function resolveHost(hostname: string): Promise<readonly LookupAddress[] | null> {
  if (isIP(hostname) !== 0) return null;
  if (!isLoopbackHost(hostname)) return lookUp(hostname);
  const known = await lookUp(hostname).catch(() => []);
  return [...known, ...LOOPBACK.filter(({ address }) => !known.some((one) => one.address === address))];
}

function lookUp(hostname: string): Promise<readonly LookupAddress[]> {
  return new Promise((resolve, reject) => {
    lookup(hostname, { all: true }, (error, addresses) => {
      if (error) reject(error);
      else resolve(addresses);
    });
  });
}
