import type { X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import { isIssuedBy, isSelfSigned } from './certificate-info.ts';

export interface PeerChain {
  /** Exactly as sent: unrelated and misplaced certificates included, the local root not. */
  readonly sent: readonly X509Certificate[];
  /** The leaf in the form that `tls.checkServerIdentity` wants; null when the server sent no certificate. */
  readonly leaf: DetailedPeerCertificate | null;
  /** Fingerprint of the certificate at which the platform's own chain ends: the trust anchor, if it found one. */
  readonly endsAt: string | null;
}

/** More than any honest server sends; guards against a chain of certificates that never ends. */
const MAX_CERTIFICATES = 50;

export function readPeerChain(socket: TLSSocket): PeerChain {
  // In this order: the other way round the first answer is empty.
  const detailed = socket.getPeerCertificate(true);
  const sent: X509Certificate[] = [];
  // This one holds the certificates of the message in their order; `issuerCertificate` is merely the next one.
  let next = socket.getPeerX509Certificate();
  while (next && sent.length < MAX_CERTIFICATES) {
    sent.push(next);
    next = next.issuerCertificate;
  }
  const hasLeaf = Object.keys(detailed ?? {}).length > 0;
  return { sent, leaf: hasLeaf ? detailed : null, endsAt: hasLeaf ? lastFingerprint(detailed) : null };
}

/** That one is ordered by issuance and completed from the trust store; a self-signed end refers to itself. */
function lastFingerprint(leaf: DetailedPeerCertificate): string {
  let last = leaf;
  for (let length = 0; length < MAX_CERTIFICATES; length += 1) {
    const issuer = last.issuerCertificate;
    if (!issuer || issuer === last || issuer.fingerprint256 === last.fingerprint256) break;
    last = issuer;
  }
  return last.fingerprint256;
}

/** Follows the issuers from the leaf through what was sent: indexes into `sent`, leaf first. */
export function findPath(sent: readonly X509Certificate[]): number[] {
  const path: number[] = sent.length > 0 ? [0] : [];
  for (let at = sent[0]; at && !isSelfSigned(at); ) {
    const current = at;
    const issuer = sent.findIndex(
      (candidate, index) => !path.includes(index) && isIssuedBy(current, candidate),
    );
    if (issuer < 0) break;
    path.push(issuer);
    at = sent[issuer];
  }
  return path;
}
