import { X509Certificate } from 'node:crypto';
import { isIP, type Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { TlsPolicy } from '../../../../shared/tls/policy.ts';
import type { TlsReport } from '../../../../shared/tls/report.ts';
import type { ClientCertificate } from '../client-certificate.ts';
import { oneLine, toCertificateInfo } from './certificate-info.ts';
import { readPeerChain } from './tls-chain.ts';
import { UntrustedServerError } from './tls-errors.ts';
import { decide, findTlsProblems, trustedBy } from './tls-judge.ts';
import type { TrustStore } from './trust-store.ts';

export interface SecureTarget {
  /** Without brackets. */
  readonly hostname: string;
  /** `name:port`, as in pins. */
  readonly host: string;
  readonly policy: TlsPolicy;
  readonly trust: TrustStore;
  /** Protocols we support inside (RFC 7301), preferred first. */
  readonly alpn: readonly string[];
  readonly clientCertificate: ClientCertificate | null;
}

/**
 * Starts TLS on a TCP connection and verifies the server before anything is sent. Rejects with an UntrustedServerError,
 * or the platform's error if the handshake fails; the socket is destroyed in both cases. `onReport` receives the
 * verdict first, even if negative.
 */
export function secureConnection(
  socket: Socket,
  target: SecureTarget,
  onReport: (report: TlsReport) => void,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const secure = connect({
      socket,
      host: target.hostname,
      // RFC 6066 §3: an IP address is not a valid server name.
      servername: isIP(target.hostname) === 0 ? target.hostname.replace(/\.$/, '') : '',
      secureContext: target.trust.contextWith(target.clientCertificate),
      // The platform would drop the connection along with the chain. We verify in `secureConnect` below.
      rejectUnauthorized: false,
      // So that `authorizationError` covers the chain only; the judge checks the name.
      checkServerIdentity: () => undefined,
      ALPNProtocols: [...target.alpn],
    });
    // Kept: an error before the next owner adds its listener would crash the process.
    secure.on('error', reject);
    secure.once('secureConnect', () => {
      const report = judge(secure, target);
      onReport(report);
      if (report.acceptedBy !== null) return resolve(secure);
      secure.destroy();
      reject(new UntrustedServerError(report));
    });
  });
}

function judge(
  socket: TLSSocket,
  { hostname, host, policy, trust, clientCertificate }: SecureTarget,
): TlsReport {
  const chain = readPeerChain(socket);
  const handshake = { chain, hostname, platformError: platformError(socket), trust, now: Date.now() };
  const problems = findTlsProblems(handshake);
  const pinned = isPinned(policy, host, chain.sent[0]?.fingerprint256);
  return {
    protocol: socket.getProtocol(),
    cipher: socket.getCipher()?.standardName ?? null,
    alpn: socket.alpnProtocol || null,
    serverName: hostname,
    chain: chain.sent.map(toCertificateInfo),
    problems,
    acceptedBy: decide(problems, {
      pinned,
      verification: policy.verification,
      trustedBy: trustedBy(handshake),
    }),
    ...(clientCertificate && {
      clientCertificate: clientCertificate.fingerprint256,
      clientCertificateSubject: oneLine(new X509Certificate(clientCertificate.chainPem).subject),
    }),
  };
}

/** Typed as an Error, but Node sets it to the code. */
function platformError(socket: TLSSocket): string | null {
  if (socket.authorized) return null;
  const error: unknown = socket.authorizationError;
  if (typeof error === 'string') return error;
  if (error instanceof Error)
    return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
  return 'UNKNOWN';
}

/** A pin accepts one certificate at one host and port, whatever its chain. */
export function isPinned(policy: TlsPolicy, host: string, fingerprint: string | undefined): boolean {
  if (fingerprint === undefined) return false;
  return policy.pins.some(
    (pin) =>
      pin.host.trim().toLowerCase() === host.toLowerCase() &&
      normalize(pin.fingerprint256) === normalize(fingerprint),
  );
}

function normalize(fingerprint: string): string {
  return fingerprint.replace(/[^0-9a-f]/gi, '').toUpperCase();
}
