import type { Server as HttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import { createListener, type ListenerOptions } from './create-listener.ts';
import { LOOPBACK_ADDRESSES } from './loopback.ts';

/**
 * Selects each connection's certificate: by SNI, or without it by the address reached, because clients send no SNI for
 * IP addresses (RFC 6066 §3). Loopback uses the local CA's.
 */
export function serveNetworkNames(server: HttpsServer, listenerNow: () => ListenerOptions): void {
  const accept = server.listeners('connection');
  let listener: ListenerOptions | null = null;
  let forNetwork: HttpsServer | null = null;
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    if (listener !== listenerNow()) {
      listener = listenerNow();
      addNames(server, listener);
      forNetwork = createForNetwork(listener);
    }
    const isLocal = LOOPBACK_ADDRESSES.some((address) => address === socket.localAddress);
    if (forNetwork !== null && !isLocal) forNetwork.emit('connection', socket);
    else for (const listen of accept) listen.call(server, socket);
  });
}

/** The last context added for a name wins. */
function addNames(server: HttpsServer, { certificate, handshake: { ca } }: ListenerOptions): void {
  const network = certificate?.network ?? null;
  if (network === null) return;
  for (const name of network.names)
    server.addContext(name, { ...contextOf(network), ...(ca === undefined ? {} : { ca }) });
}

function contextOf({ certificate, key }: { readonly certificate: string; readonly key: string }) {
  return { cert: certificate, key, minVersion: 'TLSv1.2' } as const;
}

/** A server that does not listen itself and presents the network certificate by default. */
function createForNetwork(listener: ListenerOptions): HttpsServer | null {
  const { certificate } = listener;
  if (certificate === null || certificate.network === null) return null;
  const { network } = certificate;
  const own = { ...certificate, key: network.key, certificate: network.certificate, network: null };
  const server = createListener({ ...listener, certificate: own }) as HttpsServer;
  server.addContext('localhost', contextOf(certificate));
  return server;
}
