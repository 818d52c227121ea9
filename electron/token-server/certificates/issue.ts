import { randomBytes, webcrypto } from 'node:crypto';
import type { CertifiedKey } from './key-pair.ts';
import { NAME_CONSTRAINTS_OID, nameConstraints } from './name-constraints.ts';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from './x509.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;
/** A client whose clock runs slightly behind must not reject a new certificate. */
const BACKDATE_MS = 3_600_000;
const CA_DAYS = 3650;
/** Below the 397 days that strict clients allow a server's certificate (CA/Browser Forum §6.3.2). */
const LEAF_DAYS = 390;

/** The server's host names. */
const LEAF_NAMES = [
  { type: 'dns', value: 'localhost' },
  { type: 'ip', value: '127.0.0.1' },
  { type: 'ip', value: '::1' },
] as const;

/**
 * Generates a CA for this machine's token server. In a system's trust store it is limited to TLS servers and clients
 * (extended key usage), and to local and test host names (name constraints).
 */
export async function makeAuthority(
  now: number,
  {
    dnsNames,
    label = 'local CA',
    usages = [ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth],
  }: AuthorityDetails = {},
): Promise<CertifiedKey> {
  const keys = await generateKeys();
  // A unique name, to distinguish it from other and earlier installations.
  const name = `CN=Credence ${label} ${randomBytes(3).toString('hex')}, O=Credence`;
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: makeSerialNumber(),
    name,
    notBefore: new Date(now - BACKDATE_MS),
    notAfter: new Date(now + CA_DAYS * DAY_MS),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      new ExtendedKeyUsageExtension([...usages]),
      new Extension(NAME_CONSTRAINTS_OID, true, nameConstraints(dnsNames)),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: toPem(certificate), key: await exportKey(keys.privateKey) };
}

export interface AuthorityDetails {
  /** Names it may issue for; default: this machine's. */
  readonly dnsNames?: readonly string[];
  readonly label?: string;
  /** Extended key usages; default: servers and clients. */
  readonly usages?: readonly string[];
}

/** A certificate's names and dates (milliseconds since the epoch). */
export interface LeafDetails {
  readonly names: readonly { readonly type: 'dns' | 'ip'; readonly value: string }[];
  readonly notBefore: number;
  readonly notAfter: number;
}

/** Generates the server's certificate, signed by the CA. */
export async function makeLeaf(
  authority: CertifiedKey,
  now: number,
  different: Partial<LeafDetails> = {},
): Promise<CertifiedKey> {
  const { names, notAfter, notBefore } = { ...usualDetails(now), ...different };
  const keys = await generateKeys();
  const issuer = new X509Certificate(authority.certificate);
  const certificate = await X509CertificateGenerator.create({
    serialNumber: makeSerialNumber(),
    subject: `CN=${names[0]?.value ?? 'localhost'}, O=Credence`,
    issuer: issuer.subject,
    notBefore: new Date(notBefore),
    notAfter: new Date(notAfter),
    publicKey: keys.publicKey,
    signingKey: await importKey(authority.key),
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([...names]),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return { certificate: toPem(certificate), key: await exportKey(keys.privateKey) };
}

function usualDetails(now: number): LeafDetails {
  const notBefore = now - BACKDATE_MS;
  return { names: LEAF_NAMES, notBefore, notAfter: notBefore + LEAF_DAYS * DAY_MS };
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  return `${PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), PemConverter.PrivateKeyTag)}\n`;
}

async function importKey(pem: string): Promise<webcrypto.CryptoKey> {
  const [der] = PemConverter.decode(pem);
  if (der === undefined) throw new Error('the key of the local CA is not PEM');
  return webcrypto.subtle.importKey('pkcs8', der, ALGORITHM, false, ['sign']);
}

function toPem(certificate: X509Certificate): string {
  return `${certificate.toString('pem')}\n`;
}

/** RFC 5280 §4.1.2.2: positive and at most 20 octets. */
function makeSerialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}
