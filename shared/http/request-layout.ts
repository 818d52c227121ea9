import type { SensitiveText } from '../text/sensitive-text.ts';
import { requestTarget } from './build-request.ts';
import type { HeaderField, HttpRequest } from './exchange.ts';
import { markQuery } from './mark-query.ts';

export interface LayoutOptions {
  /** Absolute-form where a proxy passes the request on (RFC 9112 §3.2.2); else the path and query of the URL. */
  readonly target?: string;
  /** Fields that are for the proxy alone; after the request's own, before `content-length`. */
  readonly proxyFields?: readonly HeaderField[];
}

/**
 * A request as the text that goes over the wire in HTTP/1.1 (RFC 9112 §2.1), its secrets still marked: what masks
 * recorded bytes by their structure, where a search could miss a secret or hit a word that merely looks like it.
 */
export function layoutRequest(
  { method, url, headers, body }: HttpRequest,
  { target = requestTarget(url), proxyFields = [] }: LayoutOptions = {},
): SensitiveText {
  const last = headers.at(-1);
  const framing = last?.name === 'content-length' ? [last] : [];
  const own = framing.length > 0 ? headers.slice(0, -1) : headers;
  return [
    `${method} `,
    ...markQuery(target),
    ' HTTP/1.1\r\n',
    ...[...own, ...proxyFields, ...framing].flatMap(({ name, value }) => [`${name}: `, ...value, '\r\n']),
    '\r\n',
    ...(body ?? []),
  ];
}
