// The choices in a client's settings, separate from their schemas: the page needs only these.

/**
 * The registered client authentication methods (RFC 8414 §2; RFC 6749 §2.3.1, RFC 7523, RFC 8705 §2). See
 * `shared/oauth/methods` for details.
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

/** Deliberate errors in an assertion. */
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

/** Deliberate errors in a DPoP proof. The access token hash applies to API calls only. */
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

/** Key types that can be generated here; imported RSA keys may have other lengths of at least 2048 bits. */
export const KEY_KINDS = [
  'EC P-256',
  'EC P-384',
  'EC P-521',
  'Ed25519',
  'RSA 2048',
  'RSA 3072',
  'RSA 4096',
] as const;
