import type { AddressInfo, Server } from 'node:net';
import { isAddressMissing } from './free-port.ts';
import { listenAddresses } from './loopback.ts';

/** Servers on several addresses at one port. */
export interface Listening<S extends Server> {
  readonly port: number;
  readonly servers: readonly S[];
}

/** With port 0, the system's choice for one address may be taken on the other: retry. */
const ATTEMPTS = 10;

/**
 * Listens on 127.0.0.1, ::1 and optionally `host` at the same port, with one server each. Skips ::1 if the machine has
 * none. Rejects with the platform's error (`EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`): half a localhost would serve only
 * some clients.
 */
export async function listenOn<S extends Server>(
  host: string | null,
  port: number,
  create: () => S,
): Promise<Listening<S>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await listenOnce(host, port, create);
    } catch (cause) {
      if (port !== 0 || attempt >= ATTEMPTS) throw cause;
    }
  }
}

async function listenOnce<S extends Server>(
  host: string | null,
  wanted: number,
  create: () => S,
): Promise<Listening<S>> {
  const servers: S[] = [];
  let port = wanted;
  try {
    for (const address of listenAddresses(host)) {
      const server = create();
      try {
        port = await listen(server, port, address);
        servers.push(server);
      } catch (cause) {
        const isOptional = address === '::1' || address === '::';
        if (!isOptional || address === host || !isAddressMissing(cause)) throw cause;
      }
    }
  } catch (cause) {
    for (const server of servers) server.close();
    throw cause;
  }
  return { port, servers };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    // Exclusive: workers of a cluster must not share the port.
    server.listen({ port, host, exclusive: true, ipv6Only: true, backlog: 1024 }, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
