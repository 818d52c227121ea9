import type { HeaderField, HttpRequest } from '../../http/exchange.ts';
import { isToken, markCredentials } from '../../http/header-fields.ts';
import { isMethod, METHOD_RULE, quotedMethod } from '../../model/method.ts';
import { markBody } from '../../oauth/parameters/mark-body.ts';
import { decodeBase64 } from '../../text/base64.ts';
import { encodeForm } from '../../text/form-encoding.ts';
import { MASK, type SensitiveText } from '../../text/sensitive-text.ts';
import { strictTextOf } from '../../text/utf8.ts';
import type { HarPostData, HarRequest } from './har-schema.ts';

/** Reads a request; null, with a note, if its method or URL is invalid. */
export function readRequest(request: HarRequest, notes: string[]): HttpRequest | null {
  const url = readUrl(request.url);
  if (!url) {
    notes.push(`request.url: “${request.url.slice(0, 200)}” is not an http or https address.`);
    return null;
  }
  if (!isMethod(request.method)) {
    notes.push(`request.method: “${quotedMethod(request.method)}” is not a request method. ${METHOD_RULE}`);
    return null;
  }
  const body = request.postData ? readPostData(request.postData, notes) : null;
  return {
    method: request.method,
    url: url.href,
    headers: readHeaders(request, url, notes),
    body: body === null || body === '' ? null : withheldMasks(markBody(body)),
  };
}

function readUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  url.hash = '';
  return url;
}

/** Drops HTTP/2's pseudo-headers, which repeat method and URL; restores Host from `:authority`. */
function readHeaders({ headers }: HarRequest, url: URL, notes: string[]): HeaderField[] {
  const own = headers.filter(({ name }) => !name.startsWith(':'));
  const sendable = own.filter(({ name, value }) => isToken(name) && !/[\r\n\0]/.test(value));
  if (sendable.length < own.length) {
    notes.push('request.headers: a header that HTTP does not allow is left out (RFC 9110 §5).');
  }
  const fields = sendable.map(({ name, value }) => ({ name, value: markField(name, value) }));
  const hasHost = fields.some(({ name }) => name.toLowerCase() === 'host');
  return hasHost ? fields : [{ name: 'host', value: [url.host] }, ...fields];
}

function markField(name: string, value: string): SensitiveText {
  return withheldMasks(markCredentials(name, value));
}

/** A masked value is not the secret: mark it as withheld. */
function withheldMasks(text: SensitiveText): SensitiveText {
  return text.map((span) =>
    typeof span !== 'string' && span.value === MASK ? { ...span, value: null } : span,
  );
}

function readPostData({ text, params, encoding }: HarPostData, notes: string[]): string | null {
  if (text !== undefined) {
    if (encoding !== 'base64') return text;
    const bytes = decodeBase64(text);
    const decoded = bytes && strictTextOf(bytes);
    if (decoded === null) notes.push('request.postData: the body is binary and is left out.');
    return decoded;
  }
  if (!params || params.length === 0) return null;
  const files = params.filter(({ fileName }) => fileName !== undefined);
  if (files.length > 0) {
    notes.push(
      `request.postData: ${files.length === 1 ? 'a file is' : 'files are'} not in the HAR and left out.`,
    );
  }
  return params
    .filter(({ fileName }) => fileName === undefined)
    .map(({ name, value }) => `${encodeForm(name)}=${encodeForm(value ?? '')}`)
    .join('&');
}
