/** The result of verifying a token's signature with the server's published keys. */
export type SignatureVerdict =
  | { readonly kind: 'valid'; readonly alg: string; readonly key: string }
  /** Signed by another key, or the token was modified. */
  | { readonly kind: 'mismatch'; readonly alg: string; readonly keys: readonly string[] }
  /** None of the tried keys signed it, and more would fit than are tried. */
  | {
      readonly kind: 'too-many-keys';
      readonly alg: string;
      readonly tried: number;
      readonly fitting: number;
    }
  | { readonly kind: 'unknown-kid'; readonly kid: string; readonly known: readonly string[] }
  /** The token names no key, and no published key fits its algorithm. */
  | { readonly kind: 'no-fitting-key'; readonly alg: string; readonly known: readonly string[] }
  /** The named key is for another algorithm. */
  | { readonly kind: 'wrong-alg'; readonly alg: string; readonly key: string; readonly keyAlg: string }
  /** Violates RFC 7515, although some libraries accept it; `fault` is a sentence. */
  | { readonly kind: 'malformed'; readonly fault: string }
  | { readonly kind: 'unsecured' }
  /** A MAC (RFC 7518 §3.2): its key is a shared secret, which is never published. */
  | { readonly kind: 'symmetric'; readonly alg: string }
  | { readonly kind: 'unsupported'; readonly alg: string }
  | { readonly kind: 'unusable-key'; readonly key: string; readonly detail: string }
  /** `crit` lists an extension that is not supported here (RFC 7515 §4.1.11). */
  | { readonly kind: 'critical'; readonly names: readonly string[] }
  | { readonly kind: 'no-keys'; readonly reason: 'no-address' | 'not-fetched' | 'unreadable' | 'empty' }
  | { readonly kind: 'opaque' }
  | { readonly kind: 'encrypted'; readonly alg: string; readonly enc: string };
