import type { Finding } from '../diagnose/finding.ts';
import type { MaskedExchange } from '../http/exchange.ts';
import type { SignatureVerdict } from '../oauth/jwt/signature-verdict.ts';
import type { AccessToken } from '../oauth/token/token.ts';
import type { IntrospectionOutcome } from '../oauth/token-operations/introspection.ts';
import type { RevocationOutcome } from '../oauth/token-operations/revocation.ts';

/** What introspection said of a token. */
export interface IntrospectionRun {
  readonly exchange: MaskedExchange;
  readonly outcome: IntrospectionOutcome;
  readonly findings: readonly Finding[];
  /** Of an answer that is itself a JWT (RFC 9701 §5: a client checks it); else null. */
  readonly signature: SignatureCheck | null;
}

/** What became of revoking a token. */
export interface RevocationRun {
  readonly exchange: MaskedExchange;
  readonly outcome: RevocationOutcome;
  readonly findings: readonly Finding[];
  /** As it is now: with `revokedAt` where it is over. */
  readonly token: AccessToken;
}

/** A JWT's signature, checked by the server's published keys. */
export interface SignatureCheck {
  readonly verdict: SignatureVerdict;
  /** Each time the key set was fetched; empty when the one at hand would do, or no key is needed. */
  readonly exchanges: readonly MaskedExchange[];
  /** About the key set that was fetched last. */
  readonly findings: readonly Finding[];
  /** Which key set decided; null when none did. */
  readonly keySet: { readonly url: string; readonly fetchedAt: number } | null;
}
