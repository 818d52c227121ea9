import { randomBytes, webcrypto } from 'node:crypto';
import {
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '../../../../electron/token-server/certificates/x509.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

export interface TestClientCertificate {
  readonly pem: string;
  /** PKCS#8, PEM. */
  readonly key: string;
}

type Name = { readonly type: 'dns' | 'ip' | 'url' | 'email'; readonly value: string };

/** A self-signed certificate as clients have them; `subject` from the end, as RFC 4514 does not write it. */
export async function makeClientCertificate(
  subject: string,
  names: readonly Name[] = [],
): Promise<TestClientCertificate> {
  const keys = (await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])) as CryptoKeyPair;
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: `01${randomBytes(15).toString('hex')}`,
    name: subject,
    notBefore: new Date(Date.now() - 3_600_000),
    notAfter: new Date(Date.now() + 86_400_000),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: names.length === 0 ? [] : [new SubjectAlternativeNameExtension([...names])],
  });
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { pem: certificate.toString('pem'), key: PemConverter.encode(pkcs8, PemConverter.PrivateKeyTag) };
}
