import { createServer as createHttpServer, type Server as HttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TlsOptions } from 'node:tls';
import type { ServerCertificate } from '../certificates/certificate-store.ts';
import {
  type ClientProblem,
  describeClientError,
  describeTlsError,
  describeTunnel,
} from '../http/connection-errors.ts';
import type { ServerLimits } from '../http/limits.ts';
import { asDescription } from '../http/oauth-error.ts';
import type { NewLogEntry } from '../log/request-log.ts';

export type WebServer = HttpServer | HttpsServer;

/** TLS options that differ from the defaults. */
export type HandshakeOptions = Readonly<
  Pick<TlsOptions, 'ca' | 'cert' | 'key' | 'maxVersion' | 'rejectUnauthorized' | 'requestCert'>
>;

export interface ListenerOptions {
  /** Null for plain HTTP. */
  readonly certificate: ServerCertificate | null;
  readonly limits: ServerLimits;
  readonly onRequest: RequestListener;
  readonly handshake: HandshakeOptions;
  /** Connections that end before there is a request. */
  readonly onConnectionError: (
    entry: Pick<NewLogEntry, 'method' | 'status' | 'remotePort' | 'decision' | 'fault'>,
  ) => void;
}

/** A node:http or node:https server with every limit set, not yet listening. */
export function createListener(options: ListenerOptions): WebServer {
  const { certificate, limits, onRequest } = options;
  const http = {
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.idleTimeoutMs,
    connectionsCheckingInterval: limits.checkIntervalMs,
    // Node's own 400 would have no text and would not be logged.
    requireHostHeader: false,
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
            // A client that only speaks HTTP/1.0 announces it here, and would be disconnected without a match (RFC 7301
            // §3.2).
            ALPNProtocols: ['http/1.1', 'http/1.0'],
            handshakeTimeout: limits.headTimeoutMs,
            ...options.handshake,
          },
          onRequest,
        );
  server.maxConnections = limits.connections;
  // Unknown expectations may be ignored (RFC 9110 §10.1.1); Node's own 417 would not be logged.
  server.on('checkExpectation', onRequest);
  // Without a listener Node would close the connection silently.
  server.on('connect', ({ url = '' }, socket) => {
    // Node detaches the socket here, and a reset must not crash the process.
    socket.on('error', () => undefined);
    answerByHand(socket, 'CONNECT', describeTunnel(url), options);
  });
  server.on('clientError', (error, socket) => refuseConnection(error, socket, options));
  if (certificate !== null) answerPlainHttp(server, options);
  server.on('tlsClientError', (error, socket) => {
    const decision = describeTlsError(error);
    if (decision === null) return;
    options.onConnectionError({ method: 'TLS', status: 0, remotePort: socket.remotePort ?? 0, decision });
  });
  return server;
}

/** The first byte of a TLS record with a ClientHello (RFC 8446 §5.1). */
const TLS_HANDSHAKE = 22;

/**
 * Responds to plain HTTP on the HTTPS port in plain HTTP: a TLS error alone tells the client nothing. Checks the first
 * byte of each connection; handshakes continue as usual.
 */
function answerPlainHttp(server: WebServer, options: ListenerOptions): void {
  const [accept] = server.listeners('connection');
  if (accept === undefined) return;
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    const giveUp = setTimeout(() => socket.destroy(), options.limits.headTimeoutMs);
    socket.once('close', () => clearTimeout(giveUp));
    socket.on('error', ignore);
    socket.once('readable', () => {
      clearTimeout(giveUp);
      const first: Buffer | null = socket.read();
      if (first === null) return;
      if (first[0] !== TLS_HANDSHAKE && /^[A-Z]+ \S+ HTTP\//.test(first.toString('latin1'))) {
        answerByHand(socket, 'HTTP', PLAIN_HTTP, options);
        socket.resume();
        return;
      }
      socket.off('error', ignore);
      socket.unshift(first);
      accept.call(server, socket);
    });
  });
}

function ignore(): void {
  // The connection is gone.
}

const PLAIN_HTTP: ClientProblem = {
  status: 400,
  reason: 'Bad Request',
  text: 'The client speaks plain HTTP at the HTTPS port; use an https URL',
};

function refuseConnection(error: Error, socket: Duplex, options: ListenerOptions): void {
  const problem = describeClientError(error);
  if (problem === null || !socket.writable) socket.destroy();
  else answerByHand(socket, '', problem, options);
}

/** Input that is not valid HTTP, or no request to this server, has no response object. */
function answerByHand(
  socket: Duplex,
  method: string,
  { reason, status, text }: ClientProblem,
  { onConnectionError }: ListenerOptions,
): void {
  const body = JSON.stringify({ error: 'invalid_request', error_description: asDescription(text) });
  const head = [
    `HTTP/1.1 ${status} ${reason}`,
    'Content-Type: application/json;charset=UTF-8',
    'Cache-Control: no-store',
    // RFC 9110 §6.6.1.
    `Date: ${new Date().toUTCString()}`,
    'Connection: close',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  // Close it even if it does not read the response.
  setTimeout(() => socket.destroy(), 1000).unref();
  const remotePort = 'remotePort' in socket && typeof socket.remotePort === 'number' ? socket.remotePort : 0;
  onConnectionError({ method, status, remotePort, decision: text });
}
