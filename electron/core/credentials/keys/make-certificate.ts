import { type KeyObject, randomBytes, webcrypto } from 'node:crypto';

/** Contents of a certificate or certificate request. */
export interface CertificateSubject {
  /** A distinguished name (RFC 4514), for example `CN=server, O=Example`. */
  readonly subject: string;
  /** Alternative names: host names, addresses, URIs, mail addresses. */
  readonly names: readonly string[];
}

const DAY_MS = 86_400_000;
/** A server whose clock runs slightly behind must not reject the certificate as not yet valid. */
const BACKDATE_MS = 300_000;

type SigningAlgorithm = webcrypto.RsaHashedImportParams | webcrypto.EcKeyImportParams | webcrypto.Algorithm;

/** Generates a self-signed certificate for TLS clients (RFC 5280 §4.2.1.12), in PEM. */
export async function makeCertificate(
  privateKey: KeyObject,
  { subject, names, days, now }: CertificateSubject & { readonly days: number; readonly now: number },
): Promise<string> {
  const x509 = await import('../../../token-server/certificates/x509.ts');
  const { keys, algorithm } = await toCryptoKeys(privateKey);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    // RFC 5280 §4.1.2.2: positive and at most 20 octets.
    serialNumber: `01${randomBytes(15).toString('hex')}`,
    name: nonEmpty(subject),
    notBefore: new Date(now - BACKDATE_MS),
    notAfter: new Date(now - BACKDATE_MS + days * DAY_MS),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ...(names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names.map(generalName))] : []),
    ],
  });
  return `${certificate.toString('pem')}\n`;
}

/** Generates a certificate signing request (PKCS #10, RFC 2986), in PEM. */
export async function makeCertificateRequest(
  privateKey: KeyObject,
  { subject, names }: CertificateSubject,
): Promise<string> {
  const x509 = await import('../../../token-server/certificates/x509.ts');
  const { keys, algorithm } = await toCryptoKeys(privateKey);
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    name: nonEmpty(subject),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]),
      ...(names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names.map(generalName))] : []),
    ],
  });
  return `${request.toString('pem')}\n`;
}

/** The library parses a text without attributes as an empty name. */
function nonEmpty(subject: string): string {
  if (!/=/.test(subject)) throw new Error(`“${subject}” is no distinguished name`);
  return subject;
}

function generalName(value: string): {
  readonly type: 'dns' | 'ip' | 'url' | 'email';
  readonly value: string;
} {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value) || /^urn:/i.test(value)) return { type: 'url', value };
  if (value.includes('@')) return { type: 'email', value };
  return { type: /^[\d.]+$|:/.test(value) ? 'ip' : 'dns', value };
}

async function toCryptoKeys(
  privateKey: KeyObject,
): Promise<{ keys: webcrypto.CryptoKeyPair; algorithm: SigningAlgorithm }> {
  const algorithm = algorithmFor(privateKey);
  const { subtle } = webcrypto;
  const jwk = privateKey.export({ format: 'jwk' }) as webcrypto.JsonWebKey;
  const { kty = '', crv, n, e, x, y } = jwk;
  const publicJwk = JSON.parse(JSON.stringify({ kty, crv, n, e, x, y }));
  return {
    algorithm,
    keys: {
      privateKey: await subtle.importKey('jwk', jwk, algorithm, false, ['sign']),
      publicKey: await subtle.importKey('jwk', publicJwk, algorithm, true, ['verify']),
    },
  };
}

function algorithmFor({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): SigningAlgorithm {
  switch (asymmetricKeyType) {
    case 'ec': {
      const curve = asymmetricKeyDetails?.namedCurve ?? '';
      const [namedCurve, hash] = EC_PARAMETERS[curve] ?? ['P-256', 'SHA-256'];
      return { name: 'ECDSA', namedCurve, hash } as webcrypto.EcKeyImportParams;
    }
    case 'ed25519':
      return { name: 'Ed25519' };
    default:
      return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  }
}

const EC_PARAMETERS: Readonly<Record<string, readonly [curve: string, hash: string]>> = {
  prime256v1: ['P-256', 'SHA-256'],
  secp384r1: ['P-384', 'SHA-384'],
  secp521r1: ['P-521', 'SHA-512'],
};
