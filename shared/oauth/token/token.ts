import type { TokenInput } from './token-inputs.ts';

/**
 * What was shown when a token was asked for, and so what it may be bound to: the key of a proof (RFC 9449 §5), the
 * certificate of the connection (RFC 8705 §3), or both.
 */
export interface TokenBinding {
  readonly dpop?: BoundKey;
  readonly certificate?: BoundKey;
}

export interface BoundKey {
  /** Of `Workspace.keys`. Null where it is none of them: whoever has it, we cannot show it. */
  readonly keyId: string | null;
  /** Of the public key (RFC 7638), or of the certificate (`x5t#S256`). */
  readonly thumbprint: string;
}

/** An access token that was obtained, with what is known of it. Lives in memory only. */
export interface AccessToken {
  /** The id of the token exchange that brought it. */
  readonly id: string;
  readonly value: string;
  readonly workspaceId: string;
  /** The client that it was issued to: its key within the workspace, and its `client_id` then. */
  readonly clientKey: string;
  readonly clientId: string;
  /** As the server wrote it; compare case-insensitively (RFC 6749 §5.1). */
  readonly tokenType: string;
  /** Milliseconds since the epoch, by our clock, when the response arrived. */
  readonly receivedAt: number;
  /** Milliseconds since the epoch; null when the server gave no lifetime. */
  readonly expiresAt: number | null;
  /** Milliseconds since the epoch; absent while it was not revoked from here. */
  readonly revokedAt?: number;
  readonly requestedScopes: readonly string[];
  /** Null when the answer had no `scope`: then granted as requested (RFC 6749 §5.1). */
  readonly grantedScopes: readonly string[] | null;
  /** What it may be bound to. Absent for a bearer token. */
  readonly binding?: TokenBinding;
  /** True when it was pasted, not requested here: then what is known of it is what it says itself. */
  readonly pasted?: true;
  /** A key of all inputs that made it; it is stale when today's inputs give another. */
  readonly inputsKey: string;
  /** Those inputs, to tell what has changed. */
  readonly inputs: readonly TokenInput[];
}

/** The scopes that it has: as granted, else as requested (RFC 6749 §5.1). */
export function scopesOf({ grantedScopes, requestedScopes }: AccessToken): readonly string[] {
  return grantedScopes ?? requestedScopes;
}
