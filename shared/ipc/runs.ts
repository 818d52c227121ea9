import type { Finding } from '../diagnose/finding.ts';
import type { Verdict } from '../diagnose/verdict.ts';
import type { AppError } from '../errors.ts';
import type { HttpRequest, MaskedExchange } from '../http/exchange.ts';
import type { KeptMetadata } from '../model/workspace.ts';
import type { AccessToken } from '../oauth/token/token.ts';
import type { TokenOutcome } from '../oauth/token/token-outcome.ts';
import type { Result } from '../result.ts';

export interface MetadataRun {
  /** Every try, in order, each in the history; the last one decided. */
  readonly exchanges: readonly MaskedExchange[];
  readonly findings: readonly Finding[];
  /** Null when no address answered with metadata: `findings` says why. */
  readonly metadata: KeptMetadata | null;
}

/** What would be sent now, made by the code that sends. */
export interface RequestPreview {
  /** Null when no request can be built; then `problem` says why. Secrets withheld. */
  readonly request: HttpRequest | null;
  readonly problem: AppError | null;
  readonly warnings: readonly Finding[];
}

export interface TokenRun {
  readonly exchange: MaskedExchange;
  /** Requests that were repeated at once, by themselves, first to last: each says why in `repeatedBy`. */
  readonly earlier: readonly MaskedExchange[];
  readonly outcome: TokenOutcome;
  readonly findings: readonly Finding[];
  /** What decided the first finding, where causes were weighed. */
  readonly verdict?: Verdict | null;
  /** What is unusual and harmless, for “More”. */
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
  /** Absent where no new token was got on the way. */
  readonly renewal?: TokenRenewal;
}

/** A new token, and the API call with it. */
export interface TokenAndCall {
  readonly token: TokenRun;
  /** Null if no token came: then nothing was sent to the API. */
  readonly call: Result<ApiRun, AppError> | null;
}

/** A new token that an API call got by itself, by the person's choice. */
export interface TokenRenewal {
  readonly reason: 'before-expiry' | 'unauthorized';
  /** Whether it brought a token or not; an error where no request could be made. */
  readonly run: Result<TokenRun, AppError>;
}
