// Clients that are never done: after the handshake they send a request's head byte by byte (slow loris).
import { connect } from 'node:tls';

const HEAD = 'POST /oauth/v2/oauth-token HTTP/1.1\r\nHost: localhost\r\nX-Slow: ';
const BYTE_EVERY_MS = 500;

/** Resolves when `count` of them are connected. */
export async function openSlowClients({ port, ca, count }) {
  const sockets = [];
  // Not all at once: the handshakes are honest, and their cost is not what this is about.
  while (sockets.length < count) {
    const batch = Array.from({ length: Math.min(50, count - sockets.length) }, () => open(port, ca));
    sockets.push(...(await Promise.all(batch)));
  }
  let position = 0;
  const timer = setInterval(() => {
    const byte = HEAD[position] ?? 'x';
    position += 1;
    for (const socket of sockets) if (!socket.destroyed) socket.write(byte);
  }, BYTE_EVERY_MS);
  return {
    open: () => sockets.filter(({ destroyed }) => !destroyed).length,
    close: () => {
      clearInterval(timer);
      for (const socket of sockets) socket.destroy();
    },
  };
}

function open(port, ca) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', ca }, () => {
      socket.off('error', reject);
      // The server ends them when their time is up, which is its good right.
      socket.on('error', () => {});
      socket.resume();
      resolve(socket);
    });
    socket.once('error', reject);
  });
}
