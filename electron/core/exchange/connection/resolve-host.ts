import { type LookupAddress, lookup } from 'node:dns';
import { isIP } from 'node:net';
import { isLoopbackHost } from '../../../../shared/http/target-url.ts';

/** Both loopback addresses, IPv6 first as systems order them. */
const LOOPBACK: readonly LookupAddress[] = [
  { address: '::1', family: 6 },
  { address: '127.0.0.1', family: 4 },
];

/**
 * Resolves a host in the system's preferred order; null for an IP address. Rejects with the system's error, for example
 * ENOTFOUND. `localhost` and its subdomains always resolve to both loopback addresses (RFC 6761 §6.3), as in browsers
 * and curl.
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
