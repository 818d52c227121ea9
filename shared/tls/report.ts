/** The result of an exchange's TLS handshake, accepted or not. */
export interface TlsReport {
  /** For example `TLSv1.3`. */
  readonly protocol: string | null;
  readonly cipher: string | null;
  readonly alpn: string | null;
  /** The name the certificate was checked against. */
  readonly serverName: string;
  /** As sent by the server, leaf first. */
  readonly chain: readonly CertificateInfo[];
  /** Empty if the chain verifies. The first one is the first to fix. */
  readonly problems: readonly TlsProblem[];
  /** Why the connection was accepted; null if it was not. */
  readonly acceptedBy: 'system' | 'extra-ca' | 'pin' | 'verification-off' | null;
  /** SHA-256 fingerprint of the client certificate offered; absent if there was none. */
  readonly clientCertificate?: string;
  /** Its subject. */
  readonly clientCertificateSubject?: string;
}

export interface CertificateInfo {
  readonly subject: string;
  readonly issuer: string;
  /** For example `DNS:localhost`, `IP Address:127.0.0.1`. */
  readonly names: readonly string[];
  /** Milliseconds since the epoch. */
  readonly validFrom: number;
  readonly validTo: number;
  readonly serialNumber: string;
  /** For example `RSA 2048`, `EC P-256`. */
  readonly key: string;
  /** Hex pairs with colons, upper case. */
  readonly fingerprint256: string;
  readonly selfSigned: boolean;
  readonly isCa: boolean;
  readonly pem: string;
}

/** Reasons why a chain is not trusted. */
export const TLS_PROBLEM_CODES = [
  'self-signed',
  'unknown-ca',
  'missing-intermediate',
  'expired',
  'not-yet-valid',
  'wrong-host',
  'weak-key',
  'no-certificate',
  'other',
] as const;

export type TlsProblemCode = (typeof TLS_PROBLEM_CODES)[number];

export interface TlsProblem {
  readonly code: TlsProblemCode;
  /** Index into `chain` of the faulty certificate, or null. */
  readonly certificate: number | null;
  /** OpenSSL's code, for example `DEPTH_ZERO_SELF_SIGNED_CERT`. */
  readonly platformCode: string;
  readonly message: string;
}
