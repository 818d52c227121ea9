import { isIP, type Socket } from 'node:net';
import type { HttpVersionChoice } from '../../../../shared/model/connection.ts';
import type { TlsPolicy } from '../../../../shared/tls/policy.ts';
import type { ClientCertificate } from '../client-certificate.ts';
import { Http2Connection } from '../http2/http2-connection.ts';
import { NoHttp2Error } from '../http2/http2-errors.ts';
import { openTunnel } from '../proxy/open-tunnel.ts';
import { ProxyError, type ProxyRoute, proxyAuthorization, proxyUrl } from '../proxy/proxy-route.ts';
import type { ExchangeRecorder } from '../recording/exchange-recorder.ts';
import { orStopped, StoppedError } from '../time-limit.ts';
import { type SecureTarget, secureConnection } from '../tls/secure-connection.ts';
import { type TrustStore, trustStoreFor } from '../tls/trust-store.ts';
import { connectTcp } from './connect-tcp.ts';
import type { ExchangeConnection } from './connection.ts';
import { HttpConnection } from './http-connection.ts';
import { resolveHost } from './resolve-host.ts';

export interface ConnectionTarget {
  readonly url: URL;
  readonly policy: TlsPolicy;
  readonly proxy: ProxyRoute | null;
  readonly httpVersion: HttpVersionChoice;
  readonly clientCertificate: ClientCertificate | null;
}

/**
 * Opens a connection: DNS, TCP, proxy, TLS and certificate check, each timed in `recorder`. Rejects with the platform's
 * error, the certificate verdict, or the signal's reason.
 */
export async function openConnection(
  target: ConnectionTarget,
  recorder: ExchangeRecorder,
  signal: AbortSignal,
): Promise<ExchangeConnection> {
  const { url, policy, proxy, httpVersion, clientCertificate } = target;
  const isSecure = url.protocol === 'https:';
  // Before any network use: an unreadable CA is the workspace's fault, not the server's.
  const trust = isSecure || proxy?.secure ? await orStopped(trustStoreFor(policy), signal) : null;
  const socket = proxy
    ? await reachThroughProxy({ ...target, proxy }, trust, recorder, signal)
    : await reach({ hostname: bareHostname(url), port: targetPort(url) }, recorder, signal);
  const forward = proxy && !isSecure ? { authorization: proxyAuthorization(proxy) } : null;

  if (!isSecure || !trust) {
    const isHttp2 = httpVersion === '2' && !forward;
    const facts = factsOf(socket, target, isHttp2 ? '2' : '1.1');
    recorder.connection = facts;
    const parts = { url, socket, facts, tls: null, forward };
    // RFC 9113 §3.3: the user's choice of HTTP/2 is prior knowledge.
    return isHttp2 ? new Http2Connection(parts) : new HttpConnection(parts);
  }

  recorder.enter('tls');
  const host = `${url.hostname}:${targetPort(url)}`;
  const judged = {
    hostname: bareHostname(url),
    host,
    policy,
    trust,
    alpn: alpnOf(httpVersion),
    clientCertificate,
  };
  const secure = await makeSecure(socket, judged, signal, (report) => {
    recorder.tls = report;
  });
  const isHttp2 = secure.alpnProtocol === 'h2';
  if (httpVersion === '2' && !isHttp2) {
    secure.destroy();
    throw new NoHttp2Error();
  }
  const facts = factsOf(socket, target, isHttp2 ? '2' : '1.1');
  recorder.connection = facts;
  const parts = { url, socket: secure, facts, tls: recorder.tls };
  return isHttp2 ? new Http2Connection(parts) : new HttpConnection(parts);

  function factsOf(from: Socket, { proxy: via }: ConnectionTarget, version: '1.1' | '2') {
    const { remoteAddress = '', remotePort = 0, localPort = 0 } = recorder.connection ?? from;
    return {
      remoteAddress,
      remotePort,
      localPort,
      reused: false,
      ...(version === '2' && { httpVersion: version }),
      ...(via && { proxy: proxyFacts(via, isSecure) }),
    };
  }
}

function alpnOf(choice: HttpVersionChoice): readonly string[] {
  switch (choice) {
    case '1.1':
      return ['http/1.1'];
    case '2':
      return ['h2'];
    case 'auto':
      return ['h2', 'http/1.1'];
  }
}

function proxyFacts(proxy: ProxyRoute, tunnel: boolean) {
  return { url: proxyUrl(proxy), source: proxy.source, tunnel, authenticated: proxy.credentials !== null };
}

/** Failures up to here are the proxy's: the server was not reached. */
async function reachThroughProxy(
  { url, policy, proxy }: ConnectionTarget & { readonly proxy: ProxyRoute },
  trust: TrustStore | null,
  recorder: ExchangeRecorder,
  signal: AbortSignal,
): Promise<Socket> {
  let socket: Socket | null = null;
  try {
    socket = await reach(proxy, recorder, signal);
    if (recorder.connection) {
      recorder.connection = { ...recorder.connection, proxy: proxyFacts(proxy, url.protocol === 'https:') };
    }
    if (proxy.secure && trust) {
      const host = `${proxy.hostname}:${proxy.port}`;
      const judged = {
        hostname: proxy.hostname,
        host,
        policy,
        trust,
        alpn: ['http/1.1'],
        clientCertificate: null,
      };
      socket = await makeSecure(socket, judged, signal, () => {});
    }
    if (url.protocol === 'https:') {
      await orStopped(openTunnel(socket, `${url.hostname}:${targetPort(url)}`, proxy), signal);
    }
    return socket;
  } catch (error) {
    socket?.destroy();
    if (error instanceof StoppedError || error instanceof ProxyError) throw error;
    throw ProxyError.from(error, proxy);
  }
}

async function reach(
  { hostname, port }: { readonly hostname: string; readonly port: number },
  recorder: ExchangeRecorder,
  signal: AbortSignal,
): Promise<Socket> {
  if (isIP(hostname) === 0) recorder.enter('dns');
  const addresses = await orStopped(resolveHost(hostname), signal);
  recorder.enter('connect');
  const socket = await connectTcp({ hostname, port, addresses }, signal);
  const { remoteAddress = '', remotePort = 0, localPort = 0 } = socket;
  recorder.connection = { remoteAddress, remotePort, localPort, reused: false };
  return socket;
}

async function makeSecure(
  socket: Socket,
  target: SecureTarget,
  signal: AbortSignal,
  onReport: Parameters<typeof secureConnection>[2],
) {
  const secure = secureConnection(socket, target, onReport);
  try {
    return await orStopped(secure, signal);
  } catch (error) {
    // If we aborted, the handshake is still in progress.
    socket.destroy();
    secure.catch(() => {});
    throw error;
  }
}

function targetPort({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}

/** The host name; removes the brackets that a URL puts around an IPv6 address. */
function bareHostname({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
