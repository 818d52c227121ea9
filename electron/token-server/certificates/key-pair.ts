import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';

/** A certificate and its private key, both as PEM. */
export interface CertifiedKey {
  readonly certificate: string;
  readonly key: string;
}

/** The same, parsed and verified to match. */
export interface ReadCertifiedKey extends CertifiedKey {
  readonly x509: X509Certificate;
  readonly privateKey: KeyObject;
  readonly notBefore: number;
  readonly notAfter: number;
}

/** Reads a pair, or reports what is wrong with it. */
export function readCertifiedKey({
  certificate,
  key,
}: CertifiedKey): ReadCertifiedKey | { readonly damage: string } {
  const x509 = attempt(() => new X509Certificate(certificate));
  if (x509 === null) return { damage: 'the certificate is not readable' };
  const privateKey = attempt(() => createPrivateKey(key));
  if (privateKey === null) return { damage: 'the private key is not readable' };
  if (!x509.checkPrivateKey(privateKey))
    return { damage: 'the private key is not the one of the certificate' };
  // Node 20 lacks validFromDate.
  const notBefore = Date.parse(x509.validFrom);
  const notAfter = Date.parse(x509.validTo);
  return { certificate, key, x509, privateKey, notBefore, notAfter };
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
