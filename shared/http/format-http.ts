import { maskText, type SecretName } from '../text/sensitive-text.ts';
import { requestTarget } from './build-request.ts';
import type { HttpRequest } from './exchange.ts';
import { markQuery } from './mark-query.ts';

/**
 * A request as HTTP/1.1 text (RFC 9112 §2.1). Secrets are eight bullets unless named in `reveal`. With all revealed, it
 * matches the sent bytes in UTF-8.
 */
export function formatRequest(
  request: HttpRequest,
  options: { reveal?: readonly SecretName[] } = {},
): string {
  const { reveal = [] } = options;
  return `${formatRequestHead(request, options)}${request.body ? maskText(request.body, reveal) : ''}`;
}

/** The request line and headers, including the empty line. */
export function formatRequestHead(
  { method, url, headers }: HttpRequest,
  { reveal = [] }: { reveal?: readonly SecretName[] } = {},
): string {
  const lines = headers.map(({ name, value }) => `${name}: ${maskText(value, reveal)}\r\n`);
  const target = maskText(markQuery(requestTarget(url)), reveal);
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`;
}
