import { createServer } from 'node:net';
import { LOOPBACK_ADDRESSES } from './loopback.ts';

/** How far from the taken port to search: a nearby port is easy to recognise. */
const NEIGHBOURS = 20;

/** A port that is free on every loopback address: near the taken one if possible, else the system's choice. */
export async function findFreePort(taken: number): Promise<number | null> {
  for (let port = taken + 1; port <= Math.min(taken + NEIGHBOURS, 65_535); port += 1) {
    if (await isFree(port)) return port;
  }
  return tryPort(0, LOOPBACK_ADDRESSES[0]);
}

async function isFree(port: number): Promise<boolean> {
  for (const address of LOOPBACK_ADDRESSES) {
    if ((await tryPort(port, address)) === null) return false;
  }
  return true;
}

/** Listens briefly; resolves to the port, or null if that is not possible. */
function tryPort(port: number, address: string): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (cause) => resolve(isAddressMissing(cause) ? port : null));
    server.listen({ port, host: address, exclusive: true }, () => {
      const bound = server.address();
      server.close(() => resolve(typeof bound === 'object' && bound !== null ? bound.port : null));
    });
  });
}

/** Machines without IPv6 have no ::1, so nothing can block the port there. */
export function isAddressMissing(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT';
}
