import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { type SigningAlgorithm, SigningAlgorithmSchema } from '../../../shared/token-server/jwt-token.ts';

/** A signing key as stored. Times are milliseconds since the epoch. */
export const KeptKeySchema = z.object({
  /** The JWK thumbprint (RFC 7638). */
  kid: z.string().min(1),
  algorithm: SigningAlgorithmSchema,
  createdAt: z.number(),
  /** Null for the active key; a replaced one stays in the key set until then, for its tokens. */
  publishedUntil: z.number().nullable(),
  /** PKCS#8, PEM. */
  privateKey: z.string(),
  /** PEM, self-signed: `x5t` is its thumbprint. */
  certificate: z.string(),
});
export type KeptKey = z.infer<typeof KeptKeySchema>;

/** The same, parsed once: importing a key costs more than signing with it. */
export interface SigningKey {
  readonly kept: KeptKey;
  readonly kid: string;
  readonly algorithm: SigningAlgorithm;
  /** Base64url of the certificate's SHA-1 (RFC 7515 §4.1.7). */
  readonly x5t: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** As the key set has it (RFC 7517 §4). */
  readonly publicJwk: Readonly<Record<string, unknown>>;
}

/** Throws the platform's error if the key or its certificate cannot be read. */
export function readSigningKey(kept: KeptKey): SigningKey {
  const { algorithm, kid } = kept;
  const privateKey = createPrivateKey(kept.privateKey);
  const publicKey = createPublicKey(privateKey);
  const certificate = new X509Certificate(kept.certificate);
  if (!certificate.checkPrivateKey(privateKey)) throw new Error('the key is not the one of its certificate');
  const x5t = Buffer.from(certificate.fingerprint.replaceAll(':', ''), 'hex').toString('base64url');
  const x5c = [certificate.raw.toString('base64')];
  const publicJwk = { ...publicKey.export({ format: 'jwk' }), use: 'sig', alg: algorithm, kid, x5t, x5c };
  return { kept, kid, algorithm, x5t, privateKey, publicKey, publicJwk };
}
