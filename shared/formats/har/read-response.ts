import { type HttpResponse, LARGEST_TEXT, type ResponseBody } from '../../http/exchange.ts';
import { responseHeader } from '../../http/response.ts';
import { decodeBase64 } from '../../text/base64.ts';
import { byteLength, strictTextOf, textOf } from '../../text/utf8.ts';
import type { HarResponse } from './har-schema.ts';

/** Reads a response; null if there was none, which is status 0 in HAR. */
export function readResponse(response: HarResponse | null | undefined, notes: string[]): HttpResponse | null {
  if (!response || response.status === 0) return null;
  const headers = response.headers
    .filter(({ name }) => !name.startsWith(':'))
    .map(({ name, value }) => [name, value] as const);
  return {
    httpVersion: readVersion(response.httpVersion, notes),
    status: response.status,
    statusText: response.statusText,
    headers,
    body: readBody(response, headers, notes),
  };
}

/** As programs write it: `HTTP/1.1`, `http/2.0`, `h2`. */
function readVersion(text: string, notes: string[]): HttpResponse['httpVersion'] {
  const [, version] = /^(?:http\/|h)?(1\.0|1\.1|2)(?:\.0)?$/i.exec(text.trim()) ?? [];
  if (version === '1.0' || version === '1.1' || version === '2') return version;
  if (text !== '') notes.push(`response.httpVersion: “${text}” is shown as HTTP/1.1.`);
  return '1.1';
}

function readBody(
  { content, bodySize }: HarResponse,
  headers: HttpResponse['headers'],
  notes: string[],
): ResponseBody {
  const decoded = decodeContent(content?.text ?? '', content?.encoding, notes);
  const isMissing = content?.text === undefined && (content?.size ?? 0) > 0;
  if (isMissing) notes.push('response.content: the body is not in the file.');
  const size = isMissing || content?._textCut === true ? (content?.size ?? 0) : decoded.size;
  const isCut = decoded.text.length > LARGEST_TEXT;
  return {
    text: isCut ? decoded.text.slice(0, LARGEST_TEXT) : decoded.text,
    size,
    wireSize: bodySize !== null && bodySize !== undefined && bodySize >= 0 ? bodySize : size,
    // HAR stores text, whatever the bytes were.
    charset: 'utf-8',
    contentEncoding: responseHeader(headers, 'content-encoding'),
    truncated: content?._truncated === true || isMissing,
    ...(content?._textCut === true || isCut ? { textCut: true } : {}),
    binary: decoded.binary || (isMissing && content?._truncated !== true),
  };
}

function decodeContent(
  text: string,
  encoding: string | undefined,
  notes: string[],
): { text: string; size: number; binary: boolean } {
  if (encoding !== 'base64') return { text, size: byteLength(text), binary: false };
  const bytes = decodeBase64(text.replace(/\s+/g, ''));
  if (!bytes) {
    notes.push('response.content: the text is not the base64 that it should be.');
    return { text, size: byteLength(text), binary: false };
  }
  const strict = strictTextOf(bytes);
  return { text: strict ?? textOf(bytes), size: bytes.length, binary: strict === null };
}
