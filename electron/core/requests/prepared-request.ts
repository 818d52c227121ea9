import type { AppError } from '../../../shared/errors.ts';
import type { HttpRequest } from '../../../shared/http/exchange.ts';
import type { ProveRequest } from '../credentials/dpop-prover.ts';
import type { ClientCertificate } from '../exchange/client-certificate.ts';

/** A request as it would be sent now, and what goes with it. */
export interface PreparedRequest {
  readonly request: HttpRequest;
  readonly clientCertificate: ClientCertificate | null;
  /** What must not come back in an answer. */
  readonly withhold: readonly string[];
  /** The keys of the stored secrets in it, but for a proof's key: a proof is of use for its own URL alone. */
  readonly secretsRead: readonly string[];
  /** Null where no proof goes along, or the person's own. */
  readonly prove: ProveRequest | null;
  /** Why it is to be looked at only: a variable has no value. */
  readonly unresolved: AppError | null;
}
