import type { KeyObject, X509Certificate } from 'node:crypto';
import type { CertificateInfo } from '../../../../shared/tls/report.ts';

/** The certificate details to show. */
export function toCertificateInfo(certificate: X509Certificate): CertificateInfo {
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    names: splitAlternativeNames(certificate.subjectAltName),
    validFrom: Date.parse(certificate.validFrom),
    validTo: Date.parse(certificate.validTo),
    serialNumber: certificate.serialNumber,
    key: describeKey(readPublicKey(certificate)),
    fingerprint256: certificate.fingerprint256,
    selfSigned: isSelfSigned(certificate),
    isCa: certificate.ca,
    pem: certificate.toString(),
  };
}

/** Names itself as issuer, and its own key made the signature. */
export function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.subject === certificate.issuer && isSignedBy(certificate, certificate);
}

/** Whether `issuer` is the named issuer and made the signature. */
export function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.issuer === issuer.subject && isSignedBy(certificate, issuer);
}

function isSignedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  const key = readPublicKey(issuer);
  try {
    return key !== null && certificate.verify(key);
  } catch {
    return false;
  }
}

/** Null for a key type that BoringSSL does not support. */
export function readPublicKey(certificate: X509Certificate): KeyObject | null {
  try {
    return certificate.publicKey;
  } catch {
    return null;
  }
}

const CURVES: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
  secp224r1: 'P-224',
};

/** For example `RSA 2048`, `EC P-256`, `Ed25519`. */
export function describeKey(key: KeyObject | null): string {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key ?? {};
  switch (type) {
    case 'rsa':
      return `RSA ${details?.modulusLength ?? '?'}`;
    case 'rsa-pss':
      return `RSA-PSS ${details?.modulusLength ?? '?'}`;
    case 'ec':
      return `EC ${CURVES[details?.namedCurve ?? ''] ?? details?.namedCurve ?? '?'}`;
    case 'ed25519':
      return 'Ed25519';
    case undefined:
      return 'unknown';
    default:
      return type;
  }
}

/** Node writes a name as lines `CN=…` and escapes line breaks in values. */
export function oneLine(name: string): string {
  return name.split('\n').filter(Boolean).join(', ');
}

/** Splits `DNS:a, IP Address:::1, DNS:"odd, name"` at commas outside quotes. */
export function splitAlternativeNames(text: string | undefined): string[] {
  return (text?.match(/(?:[^,"]|"(?:[^"\\]|\\.)*")+/g) ?? []).map((name) => name.trim()).filter(Boolean);
}
