import type { IncomingHttpHeaders } from 'node:http';
import type { ClientCertificate } from '../certificates/client-certificate.ts';

/** The origin that a client has called: one of the names of this machine, and perhaps the port for mutual TLS. */
export function originOf({ headers }: Pick<ServerRequest, 'headers'>, baseUrl: string): string {
  const origin = `${new URL(baseUrl).protocol}//${headers.host}`;
  // A port may be beyond all ports.
  return URL.canParse(origin) ? new URL(origin).origin : origin;
}

/** A request as the endpoints see it: read whole, its Host checked, nothing of a socket left. */
export interface ServerRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** What follows `?`, or an empty text. */
  readonly query: string;
  /** Names in lower case. The host of a target in absolute form stands for the one that was sent. */
  readonly headers: IncomingHttpHeaders;
  /** Every Authorization header that was sent: Node keeps only the first of several in `headers`. */
  readonly authorizations: readonly string[];
  readonly body: string;
  /** The client's, where the connection has one (RFC 8705). */
  readonly certificate: ClientCertificate | null;
}
