/** The certificate a TLS client presents on request (RFC 8446 §4.4.2). All PEM. */
export interface ClientCertificate {
  /** Leaf first. */
  readonly chainPem: string;
  /** PKCS #8, unencrypted. */
  readonly keyPem: string;
  /** SHA-256 of the leaf, hex pairs with colons. Identifies the certificate without exposing the key. */
  readonly fingerprint256: string;
}
