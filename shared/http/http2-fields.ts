import { revealText } from '../text/sensitive-text.ts';
import { requestTarget } from './build-request.ts';
import type { HeaderField, HttpRequest } from './exchange.ts';
import { markQuery } from './mark-query.ts';

/** HTTP/1.1 connection headers (RFC 9113 §8.2.2); `host` becomes `:authority`. */
const NOT_IN_HTTP2 = ['host', 'connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade'];

/** A request's headers in HTTP/2: pseudo-headers first, names in lower case (RFC 9113 §8.2, §8.3.1). */
export function toHttp2Fields({ method, url, headers }: HttpRequest): readonly HeaderField[] {
  const host = headers.find(({ name }) => name.toLowerCase() === 'host');
  const target = new URL(url);
  return [
    { name: ':method', value: [method] },
    { name: ':scheme', value: [target.protocol.slice(0, -1)] },
    { name: ':authority', value: [host ? revealText(host.value) : target.host] },
    { name: ':path', value: markQuery(requestTarget(url)) },
    ...headers
      .filter(({ name }) => !NOT_IN_HTTP2.includes(name.toLowerCase()))
      .map(({ name, value }) => ({ name: name.toLowerCase(), value })),
  ];
}
