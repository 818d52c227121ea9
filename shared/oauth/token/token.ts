import type { TokenInput } from './token-inputs.ts';

/**
 * What was presented in the token request, so what the token may be bound to: a DPoP key (RFC 9449 §5), the TLS
 * certificate (RFC 8705 §3), or both.
 */
export interface TokenBinding {
  readonly dpop?: BoundKey;
  readonly certificate?: BoundKey;
}

export interface BoundKey {
  /** ID in `Workspace.keys`. Null if the key is not there: then no proof is possible. */
  readonly keyId: string | null;
  /** Of the public key (RFC 7638) or the certificate (`x5t#S256`). */
  readonly thumbprint: string;
}

/** An access token and its metadata. In memory only. */
export interface AccessToken {
  /** ID of the exchange that returned it. */
  readonly id: string;
  readonly value: string;
  readonly workspaceId: string;
  /** The client it was issued to: its internal key, and its `client_id` at that time. */
  readonly clientKey: string;
  readonly clientId: string;
  /** As the server sent it; compare ignoring case (RFC 6749 §5.1). */
  readonly tokenType: string;
  /** Milliseconds since the epoch, by our clock, when the response arrived. */
  readonly receivedAt: number;
  /** Milliseconds since the epoch; null if the server sent no lifetime. */
  readonly expiresAt: number | null;
  /** Milliseconds since the epoch; absent unless revoked from here. */
  readonly revokedAt?: number;
  readonly requestedScopes: readonly string[];
  /** Null if the response had no `scope`: then granted as requested (RFC 6749 §5.1). */
  readonly grantedScopes: readonly string[] | null;
  /** Its possible binding. Absent for a bearer token. */
  readonly binding?: TokenBinding;
  /** True if it was pasted, not requested here: only its own content is known. */
  readonly pasted?: true;
  /** Hash of the inputs; it is stale if the current hash differs. */
  readonly inputsKey: string;
  /** The inputs, to list what changed. */
  readonly inputs: readonly TokenInput[];
}

/** The token's scopes: as granted, else as requested (RFC 6749 §5.1). */
export function scopesOf({ grantedScopes, requestedScopes }: AccessToken): readonly string[] {
  return grantedScopes ?? requestedScopes;
}
