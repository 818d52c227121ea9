import { createServer as createHttpServer, type Server as HttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import type { TlsOptions } from 'node:tls';
import type { ServerCertificate } from '../certificates/certificate-store.ts';
import { describeClientError, describeTlsError } from '../http/connection-errors.ts';
import type { ServerLimits } from '../http/limits.ts';
import { asDescription } from '../http/oauth-error.ts';
import type { NewLogEntry } from '../log/request-log.ts';

export type WebServer = HttpServer | HttpsServer;

/** How a handshake differs from the plain one. */
export type HandshakeOptions = Readonly<
  Pick<TlsOptions, 'ca' | 'cert' | 'key' | 'maxVersion' | 'rejectUnauthorized' | 'requestCert'>
>;

export interface ListenerOptions {
  /** Null for plain HTTP. */
  readonly certificate: ServerCertificate | null;
  readonly limits: ServerLimits;
  readonly onRequest: RequestListener;
  readonly handshake: HandshakeOptions;
  /** Connections that end before there is a request to answer. */
  readonly onConnectionError: (
    entry: Pick<NewLogEntry, 'method' | 'status' | 'remotePort' | 'decision'>,
  ) => void;
}

/** One server of node:http or node:https with every limit set, not yet listening. */
export function createListener(options: ListenerOptions): WebServer {
  const { certificate, limits, onRequest } = options;
  const http = {
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.idleTimeoutMs,
    connectionsCheckingInterval: limits.checkIntervalMs,
  };
  const server =
    certificate === null
      ? createHttpServer(http, onRequest)
      : createHttpsServer(
          {
            ...http,
            key: certificate.key,
            cert: certificate.certificate,
            minVersion: 'TLSv1.2',
            // A client that speaks HTTP/1.0 alone says so here, and is broken off if nobody agrees (RFC 7301 §3.2).
            ALPNProtocols: ['http/1.1', 'http/1.0'],
            handshakeTimeout: limits.headTimeoutMs,
            ...options.handshake,
          },
          onRequest,
        );
  server.maxConnections = limits.connections;
  // An expectation that nobody knows may be passed over (RFC 9110 §10.1.1); Node's own 417 would not be in the log.
  server.on('checkExpectation', onRequest);
  server.on('clientError', (error, socket) => refuseConnection(error, socket, options));
  server.on('tlsClientError', (error, socket) => {
    const decision = describeTlsError(error);
    if (decision === null) return;
    options.onConnectionError({ method: 'TLS', status: 0, remotePort: socket.remotePort ?? 0, decision });
  });
  return server;
}

/** What cannot be read as HTTP is answered by hand, as there is no response object for it. */
function refuseConnection(error: Error, socket: Duplex, { onConnectionError }: ListenerOptions): void {
  const problem = describeClientError(error);
  if (problem === null || !socket.writable) {
    socket.destroy();
    return;
  }
  const { reason, status, text } = problem;
  const body = JSON.stringify({ error: 'invalid_request', error_description: asDescription(text) });
  const head = [
    `HTTP/1.1 ${status} ${reason}`,
    'Content-Type: application/json;charset=UTF-8',
    'Cache-Control: no-store',
    'Connection: close',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  // One that does not take the answer either must not stay.
  setTimeout(() => socket.destroy(), 1000).unref();
  const remotePort = 'remotePort' in socket && typeof socket.remotePort === 'number' ? socket.remotePort : 0;
  onConnectionError({ method: '', status, remotePort, decision: text });
}
