import type { TokenBinding } from './token-binding.ts';

/** An access token that was obtained, with what is known of it. Lives in memory only. */
export interface AccessToken {
  /** The id of the token exchange that brought it. */
  readonly id: string;
  readonly value: string;
  /** As the server wrote it; compare case-insensitively (RFC 6749 §5.1). */
  readonly tokenType: string;
  /** Milliseconds since the epoch, by our clock, when the response arrived. */
  readonly receivedAt: number;
  /** Milliseconds since the epoch; null when the server gave no lifetime. */
  readonly expiresAt: number | null;
  readonly requestedScopes: readonly string[];
  /** Null when the answer had no `scope`: then granted as requested (RFC 6749 §5.1). */
  readonly grantedScopes: readonly string[] | null;
  /** What it may be bound to. Absent for a bearer token. */
  readonly binding?: TokenBinding;
  /** True when it was pasted, not requested here: then what is known of it is what it says itself. */
  readonly pasted?: true;
  /** All inputs that made it; a token is stale when today's inputs give another key. Never holds a secret. */
  readonly inputsKey: string;
}
