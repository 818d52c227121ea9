import type { Server, Socket } from 'node:net';

/** The TCP connections below TLS: only these can be reset. */
export interface RawSockets {
  watch(server: Server): void;
  /** Resets (RST) the connection of a TCP or TLS socket. */
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
