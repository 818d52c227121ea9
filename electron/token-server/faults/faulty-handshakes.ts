import type { Server as HttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import { describeEffect } from '../../../shared/token-server/describe-fault.ts';
import type { ConnectionEffect } from '../../../shared/token-server/faults.ts';
import { createListener, type HandshakeOptions, type ListenerOptions } from '../listen/create-listener.ts';
import type { FaultBoard } from './fault-board.ts';
import type { WrongCertificates } from './wrong-certificates.ts';

/**
 * Applies armed faults to TLS handshakes per connection: an affected one goes to a server created for that fault, which
 * does not listen itself. All others are handled normally.
 */
export function exposeHandshakes(
  server: HttpsServer,
  listenerNow: () => ListenerOptions,
  board: FaultBoard,
  certificates: WrongCertificates,
): void {
  const accept = server.listeners('connection');
  let listener = listenerNow();
  const faultyServers = new Map<string, HttpsServer>();

  function faultyServerFor(effects: readonly ConnectionEffect[]): HttpsServer {
    if (listener !== listenerNow()) {
      // The certificate or CAs changed: discard the servers created for the old ones.
      listener = listenerNow();
      faultyServers.clear();
    }
    const id = JSON.stringify(effects);
    let faulty = faultyServers.get(id);
    if (faulty === undefined) {
      faulty = createListener({
        ...listener,
        handshake: handshakeOf(effects, listener, certificates),
      }) as HttpsServer;
      faultyServers.set(id, faulty);
    }
    return faulty;
  }

  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    const effects = board.threatensConnections ? board.hitConnection() : NONE;
    if (effects.length === 0) {
      for (const listen of accept) listen.call(server, socket);
      return;
    }
    const fault = effects.map(describeEffect).join(', ');
    listener.onConnectionError({
      method: 'TLS',
      status: 0,
      remotePort: socket.remotePort ?? 0,
      decision: `fault: ${fault}`,
      fault,
    });
    // Node documents this way to pass in connections.
    faultyServerFor(effects).emit('connection', socket);
  });
}

const NONE: readonly ConnectionEffect[] = [];

function handshakeOf(
  effects: readonly ConnectionEffect[],
  { certificate, handshake }: ListenerOptions,
  certificates: WrongCertificates,
): HandshakeOptions {
  let options = handshake;
  for (const effect of effects) {
    switch (effect.kind) {
      case 'certificate': {
        const { certificate: cert, key } = certificates.get(effect.problem);
        options = { ...options, cert, key };
        break;
      }
      case 'tls-1.2-only':
        options = { ...options, maxVersion: 'TLSv1.2' };
        break;
      case 'client-certificate':
        options = {
          ...options,
          requestCert: true,
          rejectUnauthorized: true,
          ...(certificate === null ? {} : { ca: certificate.caPem }),
        };
        break;
    }
  }
  return options;
}
