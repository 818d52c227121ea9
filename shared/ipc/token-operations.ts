import type { Finding } from '../diagnose/finding.ts';
import type { MaskedExchange } from '../http/exchange.ts';
import type { SignatureVerdict } from '../oauth/jwt/signature-verdict.ts';
import type { AccessToken } from '../oauth/token/token.ts';
import type { IntrospectionOutcome } from '../oauth/token-operations/introspection.ts';
import type { RevocationOutcome } from '../oauth/token-operations/revocation.ts';

/** The result of a token introspection. */
export interface IntrospectionRun {
  readonly exchange: MaskedExchange;
  readonly outcome: IntrospectionOutcome;
  readonly findings: readonly Finding[];
  /** For a response that is itself a JWT (RFC 9701 §5: the client verifies it); else null. */
  readonly signature: SignatureCheck | null;
}

/** The result of a token revocation. */
export interface RevocationRun {
  readonly exchange: MaskedExchange;
  readonly outcome: RevocationOutcome;
  readonly findings: readonly Finding[];
  /** The token now: with `revokedAt` if it was revoked. */
  readonly token: AccessToken;
}

/** A JWT's signature, verified with the server's published keys. */
export interface SignatureCheck {
  readonly verdict: SignatureVerdict;
  /** Each fetch of the key set; empty if the cached one was enough, or no key is needed. */
  readonly exchanges: readonly MaskedExchange[];
  /** Findings for the last key set fetched. */
  readonly findings: readonly Finding[];
  /** The key set that decided; null if none did. */
  readonly keySet: { readonly url: string; readonly fetchedAt: number } | null;
}
