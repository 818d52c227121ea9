import type { IncomingHttpHeaders } from 'node:http';
import type { ClientCertificate } from '../certificates/client-certificate.ts';

/** A request as the endpoints see it: read whole, its Host checked, nothing of a socket left. */
export interface ServerRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** What follows `?`, or an empty text. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders;
  /** Every Authorization header that was sent: Node keeps only the first of several in `headers`. */
  readonly authorizations: readonly string[];
  readonly body: string;
  /** The client's, where the connection has one (RFC 8705). */
  readonly certificate: ClientCertificate | null;
}
