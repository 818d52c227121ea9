import type { Server, Socket } from 'node:net';

/** The TCP connections below a server's TLS: only there can a connection be reset instead of ended. */
export interface RawSockets {
  watch(server: Server): void;
  /** Resets (RST) the connection that a socket, of TCP or of TLS, belongs to. */
  reset(socket: Socket): void;
}

export function createRawSockets(): RawSockets {
  const open = new Map<string, Socket>();
  return {
    watch(server) {
      server.on('connection', (socket: Socket) => {
        const peer = peerOf(socket);
        open.set(peer, socket);
        socket.once('close', () => {
          if (open.get(peer) === socket) open.delete(peer);
        });
      });
    },
    reset(socket) {
      const raw = open.get(peerOf(socket));
      if (raw === undefined) socket.destroy();
      else raw.resetAndDestroy();
    },
  };
}

function peerOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}
