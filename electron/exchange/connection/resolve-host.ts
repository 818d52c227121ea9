import { type LookupAddress, lookup } from 'node:dns';
import { isIP } from 'node:net';

/**
 * The addresses of a host, in the order the system prefers; null for an address, which needs no look-up. Rejects with
 * the system's error, for example ENOTFOUND.
 */
export async function resolveHost(hostname: string): Promise<readonly LookupAddress[] | null> {
  if (isIP(hostname) !== 0) return null;
  return new Promise((resolve, reject) => {
    lookup(hostname, { all: true }, (error, addresses) => {
      if (error) reject(error);
      else resolve(addresses);
    });
  });
}
