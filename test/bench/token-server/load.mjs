// A load generator that is cheaper than what it measures: TLS sockets that write the same bytes again and again and
// count answers by Content-Length. One request is under way per connection.
import { connect } from 'node:tls';

/**
 * Sends `request` over `connections` sockets for `durationMs`, and not much more than `mostRequests` times; resolves
 * to the rate, latencies and refusals.
 */
export async function load({ port, ca, request, connections, durationMs, mostRequests = Infinity }) {
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port, ca)));
  const latencies = [];
  let failures = 0;
  const start = performance.now();
  const end = start + durationMs;
  await Promise.all(
    sockets.map((socket) =>
      drive(socket, request, (latency, isOk) => {
        latencies.push(latency);
        if (!isOk) failures += 1;
        return performance.now() < end && latencies.length < mostRequests;
      }),
    ),
  );
  const seconds = (performance.now() - start) / 1000;
  for (const socket of sockets) socket.destroy();
  latencies.sort((a, b) => a - b);
  return {
    perSecond: latencies.length / seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    requests: latencies.length,
    failures,
  };
}

function open(port, ca) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', ca }, () => resolve(socket));
    socket.once('error', reject);
    socket.setNoDelay(true);
  });
}

function drive(socket, request, onAnswer) {
  return new Promise((resolve, reject) => {
    let pending = null;
    let sentAt = 0;
    const send = () => {
      sentAt = performance.now();
      socket.write(request);
    };
    socket.on('data', (chunk) => {
      pending = pending === null ? chunk : Buffer.concat([pending, chunk]);
      const headEnd = pending.indexOf('\r\n\r\n');
      if (headEnd < 0) return;
      const head = pending.latin1Slice(0, headEnd);
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
      if (pending.length < headEnd + 4 + length) return;
      pending = null;
      if (onAnswer(performance.now() - sentAt, head.startsWith('HTTP/1.1 200 '))) send();
      else resolve();
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the server closed the connection')));
    send();
  });
}

function quantile(sorted, part) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
