import type { LookupAddress } from 'node:dns';
import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import type { TlsPolicy } from '../../shared/tls/policy.ts';
import type { ExchangeRecorder } from './exchange-recorder.ts';
import { HttpConnection } from './http-connection.ts';
import { resolveHost } from './resolve-host.ts';
import { orStopped } from './time-limit.ts';
import { secureConnection } from './tls/secure-connection.ts';
import { trustStoreFor } from './tls/trust-store.ts';

export interface ConnectionTarget {
  readonly url: URL;
  readonly policy: TlsPolicy;
}

/**
 * Opens a connection on which a request may be sent: name, address, TLS and its verdict, each timed in `recorder`.
 * Rejects with the platform's error, the verdict, or the signal's reason.
 */
export async function openConnection(
  { url, policy }: ConnectionTarget,
  recorder: ExchangeRecorder,
  signal: AbortSignal,
): Promise<HttpConnection> {
  const hostname = bareHostname(url);
  const port = targetPort(url);
  const isSecure = url.protocol === 'https:';
  // Before the network is touched: an unreadable CA is the workspace's fault, not the server's.
  const trust = isSecure ? await orStopped(trustStoreFor(policy), signal) : null;

  if (isIP(hostname) === 0) recorder.enter('dns');
  const addresses = await orStopped(resolveHost(hostname), signal);
  recorder.enter('connect');
  const socket = await connectTcp({ hostname, port, addresses }, signal);
  const { remoteAddress = '', remotePort = 0, localPort = 0 } = socket;
  recorder.connection = { remoteAddress, remotePort, localPort, reused: false };

  if (!trust) return new HttpConnection(url, socket, recorder.connection, null);
  recorder.enter('tls');
  const target = { hostname, host: `${url.hostname}:${port}`, policy, trust };
  const secure = secureConnection(socket, target, (report) => {
    recorder.tls = report;
  });
  try {
    return new HttpConnection(url, await orStopped(secure, signal), recorder.connection, recorder.tls);
  } catch (error) {
    // When it was stopped from our side the handshake is still under way.
    socket.destroy();
    secure.catch(() => {});
    throw error;
  }
}

export function targetPort({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}

/** An IPv6 address without the brackets that a URL puts around it. */
function bareHostname({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

interface TcpTarget {
  readonly hostname: string;
  readonly port: number;
  readonly addresses: readonly LookupAddress[] | null;
}

/** Tries the addresses one after the other (RFC 8305), so that `localhost` works on ::1 and 127.0.0.1 alike. */
function connectTcp({ hostname, port, addresses }: TcpTarget, signal: AbortSignal): Promise<Socket> {
  const socket = connect({
    host: hostname,
    port,
    noDelay: true,
    autoSelectFamily: true,
    ...(addresses ? { lookup: answerWith(addresses) } : {}),
  });
  const connected = new Promise<Socket>((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.on('error', reject);
  });
  return orStopped(connected, signal).catch((error: unknown) => {
    connected.catch(() => {});
    socket.destroy();
    throw error;
  });
}

/** The look-up was made, and timed, before. */
function answerWith(addresses: readonly LookupAddress[]): LookupFunction {
  return (_hostname, options, callback) => {
    if (options.all) return callback(null, [...addresses]);
    const first = addresses[0];
    callback(null, first?.address ?? '', first?.family);
  };
}
