import type { Socket } from 'node:net';
import type { WebServer } from './create-listener.ts';

/** How long active requests may take to finish when the server stops. */
const GRACE_MS = 300;

/** Every connection of a server, including those in their handshake, which Node's own close would wait for. */
export interface OpenConnections {
  /** Stops listening, lets active requests finish briefly, then closes the rest. */
  close(): Promise<void>;
}

export function trackConnections(server: WebServer): OpenConnections {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return {
    close: () =>
      new Promise((resolve) => {
        const timer = setTimeout(() => {
          server.closeAllConnections();
          for (const socket of sockets) socket.destroy();
        }, GRACE_MS);
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
