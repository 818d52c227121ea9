import type { Finding } from '../diagnose/finding.ts';
import type { Verdict } from '../diagnose/verdict.ts';
import type { AppError } from '../errors.ts';
import type { HttpRequest, MaskedExchange } from '../http/exchange.ts';
import type { KeptMetadata } from '../model/workspace.ts';
import type { AccessToken } from '../oauth/token/token.ts';
import type { TokenOutcome } from '../oauth/token/token-outcome.ts';
import type { Result } from '../result.ts';

export interface MetadataRun {
  /** Every attempt in order, each in the history; the last one decided. */
  readonly exchanges: readonly MaskedExchange[];
  readonly findings: readonly Finding[];
  /** Null if no URL returned metadata: `findings` explains why. */
  readonly metadata: KeptMetadata | null;
}

/** What would be sent now, built by the code that sends. */
export interface RequestPreview {
  /** Null if no request can be built; then `problem` explains why. Secrets are withheld. */
  readonly request: HttpRequest | null;
  readonly problem: AppError | null;
  readonly warnings: readonly Finding[];
}

export interface TokenRun {
  readonly exchange: MaskedExchange;
  /** Automatically repeated requests, first to last; `repeatedBy` gives the reason. */
  readonly earlier: readonly MaskedExchange[];
  readonly outcome: TokenOutcome;
  readonly findings: readonly Finding[];
  /** What decided the first finding, if several causes were weighed. */
  readonly verdict?: Verdict | null;
  /** Unusual but harmless, shown under “More”. */
  readonly notes?: readonly Finding[];
  readonly token: AccessToken | null;
}

export interface ApiRun {
  readonly exchange: MaskedExchange;
  /** As in TokenRun. */
  readonly earlier: readonly MaskedExchange[];
  readonly findings: readonly Finding[];
  /** As in TokenRun. */
  readonly verdict?: Verdict | null;
  /** As in TokenRun. */
  readonly notes?: readonly Finding[];
  /** Absent if no new token was requested. */
  readonly renewal?: TokenRenewal;
}

/** A new token, and the API call with it. */
export interface TokenAndCall {
  readonly token: TokenRun;
  /** Null if the token request failed: then nothing was sent to the API. */
  readonly call: Result<ApiRun, AppError> | null;
}

/** A token that an API call renewed automatically, by the user's choice. */
export interface TokenRenewal {
  readonly reason: 'before-expiry' | 'unauthorized';
  /** The renewal's result; an error if no request could be sent. */
  readonly run: Result<TokenRun, AppError>;
}
