import { z } from 'zod';
import type { CertificateInfo } from '../tls/report.ts';
import { KEY_KINDS } from './client-choices.ts';

const name = z.string().max(200);

export const KeyKindSchema = z.enum(KEY_KINDS);
export type KeyKind = z.infer<typeof KeyKindSchema>;

/**
 * The public data of a workspace's key pair. The private key is in the secret store, under `privateKeySecretKey`, as
 * PKCS#8 PEM.
 */
export const KeySchema = z.object({
  /** Internal key; not the `kid`. */
  id: name,
  name,
  /** The public key (RFC 7517), with its `kid`. Never a private member. */
  publicJwk: z.record(z.string(), z.json()),
  /** For example `RSA 2048`, `EC P-256`, `Ed25519`: a KeyKind, or RSA of another length. */
  description: name,
  /** PEM, leaf first; may be empty. */
  certificates: z.array(z.string().max(100_000)).max(20),
  /** Milliseconds since the epoch. */
  createdAt: z.number(),
  origin: z.enum(['generated', 'imported']),
});
export type Key = z.infer<typeof KeySchema>;

/** Public details of a key for a server's configuration. */
export interface KeyDetails {
  /** With `use`, and any certificates (RFC 7517 §4). */
  readonly jwk: Key['publicJwk'];
  /** SubjectPublicKeyInfo, PEM. */
  readonly publicKeyPem: string;
  /** RFC 7638. */
  readonly thumbprint: string;
  /** Leaf first. */
  readonly certificates: readonly (CertificateInfo & {
    /** Base64url of the SHA-256 of the DER (RFC 8705 §3.1). */
    readonly x5tS256: string;
  })[];
}
