import type { SignatureAlgorithm } from '../model/client.ts';

/** One thing noticed about an exchange: what was seen, why it matters, what to do next. */
export interface Finding {
  /** Stable, kebab-case, for example `oauth-invalid-client`. */
  readonly id: string;
  readonly severity: Severity;
  /** A short sentence. */
  readonly title: string;
  /** What was seen, quoted from the exchange. */
  readonly seen: string;
  /** Why it matters. */
  readonly why: string;
  /** For example `RFC 6749 §5.2`, or null. */
  readonly reference: string | null;
  /** What to do next, in words, even where no action can do it. */
  readonly nextStep: string;
  readonly actions: readonly FindingAction[];
}

/** `fatal`: nothing came of the request. `error`: the server refused. `warning`: it worked but is off. `info`: worth knowing. */
export type Severity = 'fatal' | 'error' | 'warning' | 'info';

/** Something one click can do about a finding. The renderer performs it, then runs again where `retry` is in its name. */
export type FindingAction =
  | { readonly kind: 'switch-basic-encoding'; readonly to: 'form' | 'raw' }
  | { readonly kind: 'switch-auth-method'; readonly to: 'client_secret_basic' | 'client_secret_post' }
  | { readonly kind: 'drop-scopes'; readonly scopes: readonly string[] }
  | { readonly kind: 'add-scopes'; readonly scopes: readonly string[] }
  /** Requests the token for this API as well (RFC 8707). */
  | { readonly kind: 'add-resource'; readonly resource: string }
  /** Leaves out `resource` and `audience`, or those with the given values. */
  | { readonly kind: 'drop-targets'; readonly targets: readonly string[] }
  | { readonly kind: 'drop-authorization-details' }
  | { readonly kind: 'use-url'; readonly url: string }
  | { readonly kind: 'trust-ca'; readonly name: string; readonly pem: string }
  /** The same in the settings: for all workspaces. */
  | { readonly kind: 'trust-ca-everywhere'; readonly name: string; readonly pem: string }
  | { readonly kind: 'pin-certificate'; readonly host: string; readonly fingerprint256: string }
  | { readonly kind: 'verification-off' }
  | { readonly kind: 'start-token-server' }
  | { readonly kind: 'raise-time-limit'; readonly toMs: number }
  | { readonly kind: 'new-token-and-retry' }
  /** Proves a key with token requests (RFC 9449): one that the workspace has, else a new one. */
  | { readonly kind: 'use-dpop' }
  | { readonly kind: 'drop-dpop' }
  /** Makes a key that signs by this algorithm, and proves that one. */
  | { readonly kind: 'new-proof-key'; readonly algorithm: SignatureAlgorithm }
  /** Ends what is wrong with the proofs on purpose. */
  | { readonly kind: 'mend-proof' }
  /** Whom the client's assertions are for. */
  | { readonly kind: 'switch-audience'; readonly to: 'issuer' | 'token-endpoint' }
  | { readonly kind: 'switch-assertion-type'; readonly to: string }
  | { readonly kind: 'shorten-assertion'; readonly toSeconds: number }
  /** Has the assertion's header name its key. */
  | { readonly kind: 'name-key' }
  /** Ends what is wrong with the assertions on purpose. */
  | { readonly kind: 'mend-assertion' }
  /** Presents the certificate of a key that the workspace has. */
  | { readonly kind: 'present-certificate'; readonly keyId: string; readonly name: string }
  /** Opens the manager of keys for the client in use; nothing is run again. */
  | { readonly kind: 'choose-key'; readonly use: 'assertion' | 'certificate' }
  | { readonly kind: 'retry' };
