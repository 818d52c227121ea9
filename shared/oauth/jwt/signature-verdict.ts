/** What became of checking a token's signature by the keys that its server publishes. */
export type SignatureVerdict =
  | { readonly kind: 'valid'; readonly alg: string; readonly key: string }
  /** Made by another key, or the token was changed. */
  | { readonly kind: 'mismatch'; readonly alg: string; readonly keys: readonly string[] }
  | { readonly kind: 'unknown-kid'; readonly kid: string; readonly known: readonly string[] }
  /** The token names no key, and none of those published fits its algorithm. */
  | { readonly kind: 'no-fitting-key'; readonly alg: string; readonly known: readonly string[] }
  /** The key of that name is for another algorithm. */
  | { readonly kind: 'wrong-alg'; readonly alg: string; readonly key: string; readonly keyAlg: string }
  /** Not written as RFC 7515 has it, although some libraries read it; `fault` is a sentence. */
  | { readonly kind: 'malformed'; readonly fault: string }
  | { readonly kind: 'unsecured' }
  /** A MAC (RFC 7518 §3.2): its key is a secret that nobody publishes. */
  | { readonly kind: 'symmetric'; readonly alg: string }
  | { readonly kind: 'unsupported'; readonly alg: string }
  | { readonly kind: 'unusable-key'; readonly key: string; readonly detail: string }
  /** `crit` names what is not understood here (RFC 7515 §4.1.11). */
  | { readonly kind: 'critical'; readonly names: readonly string[] }
  | { readonly kind: 'no-keys'; readonly reason: 'no-address' | 'not-fetched' | 'unreadable' | 'empty' }
  | { readonly kind: 'opaque' }
  | { readonly kind: 'encrypted'; readonly alg: string; readonly enc: string };
