/** What a TLS client presents when the server asks for a certificate (RFC 8446 §4.4.2). All PEM. */
export interface ClientCertificate {
  /** Leaf first. */
  readonly chainPem: string;
  /** PKCS #8, unencrypted. */
  readonly keyPem: string;
  /** SHA-256 of the leaf, hex pairs with colons. Identifies the certificate without naming the key. */
  readonly fingerprint256: string;
}
