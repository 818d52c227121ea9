import type { IncomingHttpHeaders } from 'node:http';
import type { ClientCertificate } from '../certificates/client-certificate.ts';

/** The origin the client called: one of this machine's names, and possibly the mutual TLS port. */
export function originOf({ headers }: Pick<ServerRequest, 'headers'>, baseUrl: string): string {
  const origin = `${new URL(baseUrl).protocol}//${headers.host}`;
  // The port may be out of range.
  return URL.canParse(origin) ? new URL(origin).origin : origin;
}

/** A request as endpoints see it: fully read, its Host checked, without its socket. */
export interface ServerRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** The part after `?`, or an empty string. */
  readonly query: string;
  /** Names in lower case. An absolute target's host replaces the Host header. */
  readonly headers: IncomingHttpHeaders;
  /** Every Authorization header: Node keeps only the first in `headers`. */
  readonly authorizations: readonly string[];
  readonly body: string;
  /** The client certificate of the connection, if any (RFC 8705). */
  readonly certificate: ClientCertificate | null;
}
