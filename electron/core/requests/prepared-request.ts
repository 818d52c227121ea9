import type { AppError } from '../../../shared/errors.ts';
import type { HttpRequest } from '../../../shared/http/exchange.ts';
import type { ProveRequest } from '../credentials/dpop-prover.ts';
import type { ClientCertificate } from '../exchange/client-certificate.ts';

/** A request as it would be sent now, with its companions. */
export interface PreparedRequest {
  readonly request: HttpRequest;
  readonly clientCertificate: ClientCertificate | null;
  /** Must not appear in a response shown to the page. */
  readonly withhold: readonly string[];
  /** Keys of the stored secrets in it, except the DPoP key: a proof is only valid for its own URL. */
  readonly secretsRead: readonly string[];
  /** Null if there is no proof, or the user entered it. */
  readonly prove: ProveRequest | null;
  /** Why it can only be previewed: a variable has no value. */
  readonly unresolved: AppError | null;
}
