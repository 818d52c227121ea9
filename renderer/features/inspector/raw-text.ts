import { requestTarget } from '../../../shared/http/build-request.ts';
import type { HttpRequest, HttpResponse } from '../../../shared/http/exchange.ts';
import { formatRequest } from '../../../shared/http/format-http.ts';
import { markQuery } from '../../../shared/http/mark-query.ts';
import { maskText, type SecretName } from '../../../shared/text/sensitive-text.ts';

/** Fields that HTTP/2 does not have: the connection is its own business (RFC 9113 §8.2.2). */
const HTTP1_ONLY = ['host', 'connection', 'keep-alive', 'transfer-encoding', 'upgrade'];

/** The request as text: byte for byte in HTTP/1.1; in HTTP/2, which is binary, its fields as they are named there. */
export function rawRequest(
  request: HttpRequest,
  httpVersion: HttpResponse['httpVersion'] | null,
  reveal: readonly SecretName[],
): string {
  if (httpVersion !== '2') return formatRequest(request, { reveal });
  const { method, url, headers, body } = request;
  const { protocol, host } = new URL(url);
  const fields = [
    `:method: ${method}`,
    `:scheme: ${protocol.slice(0, -1)}`,
    `:authority: ${host}`,
    `:path: ${maskText(markQuery(requestTarget(url)), reveal)}`,
    ...headers
      .filter(({ name }) => !HTTP1_ONLY.includes(name.toLowerCase()))
      .map(({ name, value }) => `${name.toLowerCase()}: ${maskText(value, reveal)}`),
  ];
  return `${fields.join('\r\n')}\r\n\r\n${body ? maskText(body, reveal) : ''}`;
}

/** The response's head as it came. */
export function rawResponseHead({ httpVersion, status, statusText, headers }: HttpResponse): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const first = httpVersion === '2' ? `:status: ${status}` : `HTTP/${httpVersion} ${status} ${statusText}`;
  return `${first}\r\n${lines}\r\n`;
}
