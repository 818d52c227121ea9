// The choices that a client's settings are made of, apart from their schemas: the page needs them, and not what checks them.

/**
 * The registered methods of client authentication (RFC 8414 §2; RFC 6749 §2.3.1, RFC 7523, RFC 8705 §2). What is known of
 * each is in `shared/oauth/methods`.
 */
export const CLIENT_AUTH_METHODS = [
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
  'private_key_jwt',
  'tls_client_auth',
  'self_signed_tls_client_auth',
  'none',
] as const;

/** Signatures that need the client's secret (RFC 7518 §3.2). */
export const MAC_ALGORITHMS = ['HS256', 'HS384', 'HS512'] as const;

/** Signatures that need a private key (RFC 7518 §3.1, RFC 8037 §3.1; RFC 9864 §2.2 has the last, a newer name of `EdDSA` with Ed25519). */
export const SIGNATURE_ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;

/** What is wrong with an assertion on purpose. */
export const ASSERTION_FAULTS = [
  'wrong-audience',
  'second-audience',
  'wrong-type',
  'expired',
  'not-yet-valid',
  'reused-jti',
  'wrong-subject',
  'wrong-key',
] as const;

/** What is wrong with a proof of possession on purpose. The access token's hash goes with API calls alone. */
export const PROOF_FAULTS = [
  'no-proof',
  'wrong-htu',
  'wrong-htm',
  'old-iat',
  'reused-jti',
  'wrong-key',
  'bad-signature',
  'missing-ath',
] as const;

/** The kinds of key pair that can be made here; those that are imported may be RSA of other lengths from 2048 bits. */
export const KEY_KINDS = [
  'EC P-256',
  'EC P-384',
  'EC P-521',
  'Ed25519',
  'RSA 2048',
  'RSA 3072',
  'RSA 4096',
] as const;
