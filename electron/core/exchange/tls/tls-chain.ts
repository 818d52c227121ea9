import type { X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import { isIssuedBy, isSelfSigned } from './certificate-info.ts';

export interface PeerChain {
  /** Exactly as sent, including unrelated and misplaced certificates; without the local root. */
  readonly sent: readonly X509Certificate[];
  /** The leaf in the form `tls.checkServerIdentity` expects; null if the server sent no certificate. */
  readonly leaf: DetailedPeerCertificate | null;
  /** Fingerprint of the trust anchor that the platform found, if any. */
  readonly endsAt: string | null;
}

/** More than any honest server sends; guards against an endless chain. */
const MAX_CERTIFICATES = 50;

export function readPeerChain(socket: TLSSocket): PeerChain {
  // Keep this order: reversed, the first result is empty.
  const detailed = socket.getPeerCertificate(true);
  const sent: X509Certificate[] = [];
  // Lists the certificates in message order; `issuerCertificate` is simply the next one.
  let next = socket.getPeerX509Certificate();
  while (next && sent.length < MAX_CERTIFICATES) {
    sent.push(next);
    next = next.issuerCertificate;
  }
  const hasLeaf = Object.keys(detailed ?? {}).length > 0;
  return { sent, leaf: hasLeaf ? detailed : null, endsAt: hasLeaf ? lastFingerprint(detailed) : null };
}

/** This chain is ordered by issuance and completed from the trust store. A self-signed root refers to itself. */
function lastFingerprint(leaf: DetailedPeerCertificate): string {
  let last = leaf;
  for (let length = 0; length < MAX_CERTIFICATES; length += 1) {
    const issuer = last.issuerCertificate;
    if (!issuer || issuer === last || issuer.fingerprint256 === last.fingerprint256) break;
    last = issuer;
  }
  return last.fingerprint256;
}

/** Follows the issuers from the leaf through the sent certificates. Returns indexes into `sent`, leaf first. */
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
