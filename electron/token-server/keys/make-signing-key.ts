import { createPublicKey, randomBytes, webcrypto } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import type { SigningAlgorithm } from '../../../shared/token-server/jwt-token.ts';
import {
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  X509CertificateGenerator,
} from '../certificates/x509.ts';
import type { KeptKey } from './signing-key.ts';

const rsa = (name: 'RSASSA-PKCS1-v1_5' | 'RSA-PSS', bits: 256 | 384 | 512) => ({
  name,
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: `SHA-${bits}`,
  saltLength: bits / 8,
});

const PARAMETERS = {
  RS256: rsa('RSASSA-PKCS1-v1_5', 256),
  RS384: rsa('RSASSA-PKCS1-v1_5', 384),
  RS512: rsa('RSASSA-PKCS1-v1_5', 512),
  PS256: rsa('RSA-PSS', 256),
  PS384: rsa('RSA-PSS', 384),
  PS512: rsa('RSA-PSS', 512),
  ES256: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  ES384: { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' },
  ES512: { name: 'ECDSA', namedCurve: 'P-521', hash: 'SHA-512' },
  EdDSA: { name: 'Ed25519' },
} as const satisfies Record<SigningAlgorithm, unknown>;

/** Nobody verifies this certificate's chain or dates: it only supplies `x5t`. */
const VALID_MS = 3650 * 86_400_000;
/** Allows for clock skew. */
const BACKDATE_MS = 3_600_000;

/** Generates a signing key and its self-signed certificate. */
export async function makeSigningKey(algorithm: SigningAlgorithm, now: number): Promise<KeptKey> {
  const parameters = PARAMETERS[algorithm];
  const keys = (await webcrypto.subtle.generateKey(parameters, true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair;
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: `01${randomBytes(15).toString('hex')}`,
    name: 'CN=Credence token signer, O=Credence',
    notBefore: new Date(now - BACKDATE_MS),
    notAfter: new Date(now + VALID_MS),
    keys,
    signingAlgorithm: parameters,
    extensions: [new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true)],
  });
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  const privateKey = `${PemConverter.encode(pkcs8, PemConverter.PrivateKeyTag)}\n`;
  const kid = await calculateJwkThumbprint(createPublicKey(privateKey).export({ format: 'jwk' }));
  return {
    kid,
    algorithm,
    createdAt: now,
    publishedUntil: null,
    privateKey,
    certificate: `${certificate.toString('pem')}\n`,
  };
}
