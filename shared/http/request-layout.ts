import type { SensitiveText } from '../text/sensitive-text.ts';
import { requestTarget } from './build-request.ts';
import type { HeaderField, HttpRequest } from './exchange.ts';
import { markQuery } from './mark-query.ts';

export interface LayoutOptions {
  /** Absolute-form if a proxy forwards the request (RFC 9112 §3.2.2); else the URL's path and query. */
  readonly target?: string;
  /** Headers for the proxy only; after the request's own, before `content-length`. */
  readonly proxyFields?: readonly HeaderField[];
}

/**
 * A request as HTTP/1.1 text (RFC 9112 §2.1) with its secrets still marked. Recorded bytes are masked by this
 * structure: a search could miss a secret, or hit a word that only looks like one.
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
