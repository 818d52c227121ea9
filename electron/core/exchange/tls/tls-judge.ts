import type { X509Certificate } from 'node:crypto';
import { checkServerIdentity, type DetailedPeerCertificate } from 'node:tls';
import type { TlsProblem, TlsReport } from '../../../../shared/tls/report.ts';
import { describeKey, readPublicKey, splitAlternativeNames } from './certificate-info.ts';
import { findPath, type PeerChain } from './tls-chain.ts';
import { displayName, explainUntrusted, isTrustCode, noCertificate } from './trust-problem.ts';
import type { TrustStore } from './trust-store.ts';

export interface Handshake {
  readonly chain: PeerChain;
  /** The host name or IP address from the URL, without brackets. */
  readonly hostname: string;
  /** The platform's verdict on the chain, ignoring the host name: null if it verifies. */
  readonly platformError: string | null;
  readonly trust: Pick<TrustStore, 'system' | 'extra' | 'trustsName'>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Everything wrong with a server's certificate, most important first. The platform decides whether the chain is
 * trusted. It reports only the last fault, and BoringSSL merges some, so this function looks for the others.
 */
export function findTlsProblems(handshake: Handshake): TlsProblem[] {
  const { chain, hostname, platformError } = handshake;
  const leaf = chain.sent[0];
  if (!leaf || !chain.leaf) return [noCertificate()];

  const path = findPath(chain.sent);
  const problems = [
    ...(platformError === null ? [] : chainProblems(handshake, path, platformError)),
    ...hostProblems(hostname, chain.leaf),
    ...path.flatMap((index) => keyProblems(chain.sent[index], index)),
  ];
  if (platformError === null || problems.some((problem) => covers(problem, platformError))) return problems;
  return [unexplained(platformError), ...problems];
}

/** The trust anchor of a verified chain. */
export function trustedBy({ chain, trust }: Handshake): 'system' | 'extra-ca' {
  const isExtra = chain.endsAt !== null && trust.extra.has(chain.endsAt) && !trust.system.has(chain.endsAt);
  return isExtra ? 'extra-ca' : 'system';
}

function chainProblems(handshake: Handshake, path: readonly number[], platformError: string): TlsProblem[] {
  const { chain, trust, now } = handshake;
  const anchored = chain.endsAt !== null && (trust.system.has(chain.endsAt) || trust.extra.has(chain.endsAt));
  return [
    // If dates are wrong too, the platform reports only those.
    ...(!anchored || isTrustCode(platformError)
      ? [explainUntrusted(chain.sent, path, trust.trustsName)]
      : []),
    ...path.flatMap((index) => dateProblems(chain.sent[index], index, now)),
  ];
}

function dateProblems(certificate: X509Certificate | undefined, index: number, now: number): TlsProblem[] {
  if (!certificate) return [];
  const name = displayName(certificate.subject);
  if (now > Date.parse(certificate.validTo)) {
    return [
      {
        code: 'expired',
        certificate: index,
        platformCode: 'CERT_HAS_EXPIRED',
        message: `The certificate of “${name}” expired on ${day(certificate.validTo)}.`,
      },
    ];
  }
  if (now < Date.parse(certificate.validFrom)) {
    return [
      {
        code: 'not-yet-valid',
        certificate: index,
        platformCode: 'CERT_NOT_YET_VALID',
        message: `The certificate of “${name}” is valid only from ${day(certificate.validFrom)}.`,
      },
    ];
  }
  return [];
}

function hostProblems(hostname: string, leaf: DetailedPeerCertificate): TlsProblem[] {
  const error = checkServerIdentity(hostname.replace(/\.$/, ''), leaf);
  if (!error) return [];
  const names = splitAlternativeNames(leaf.subjectaltname).map((name) => name.replace(/^[^:]+:/, ''));
  const has = names.length > 0 ? `for ${names.join(', ')}` : 'for no host at all';
  return [
    {
      code: 'wrong-host',
      certificate: 0,
      platformCode: 'ERR_TLS_CERT_ALTNAME_INVALID',
      message: `The certificate is ${has}, not for ${hostname}.`,
    },
  ];
}

const MIN_RSA_BITS = 2048;
const WEAK_CURVES = ['secp160r1', 'secp192k1', 'prime192v1', 'secp192r1'];

/** Keys that OpenSSL's security level 2 rejects. BoringSSL has no such levels and would accept them. */
function keyProblems(certificate: X509Certificate | undefined, index: number): TlsProblem[] {
  const key = certificate ? readPublicKey(certificate) : null;
  if (!certificate || !key) return [];
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  const isWeak =
    (modulusLength !== undefined && modulusLength < MIN_RSA_BITS) || WEAK_CURVES.includes(namedCurve ?? '');
  if (!isWeak) return [];
  return [
    {
      code: 'weak-key',
      certificate: index,
      platformCode: index === 0 ? 'EE_KEY_TOO_SMALL' : 'CA_KEY_TOO_SMALL',
      message: `The key of “${displayName(certificate.subject)}” (${describeKey(key)}) is too short to be safe.`,
    },
  ];
}

function covers(problem: TlsProblem, platformError: string): boolean {
  if (problem.platformCode === platformError) return true;
  return isTrustCode(platformError) && isTrustCode(problem.platformCode);
}

function unexplained(platformError: string): TlsProblem {
  return {
    code: 'other',
    certificate: null,
    platformCode: platformError,
    message: `The chain of certificates does not verify (${platformError}).`,
  };
}

function day(date: string): string {
  return new Date(date).toISOString().slice(0, 10);
}

/** Why the connection may continue; null means that nothing may be sent. */
export function decide(
  problems: readonly TlsProblem[],
  {
    pinned,
    verification,
    trustedBy,
  }: { pinned: boolean; verification: 'on' | 'off'; trustedBy: 'system' | 'extra-ca' },
): TlsReport['acceptedBy'] {
  if (problems.length === 0) return trustedBy;
  if (pinned) return 'pin';
  return verification === 'off' ? 'verification-off' : null;
}
