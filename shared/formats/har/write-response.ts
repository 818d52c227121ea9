import type { HttpResponse, ResponseBody, TransportFailure } from '../../http/exchange.ts';
import { responseHeader, responseHeaders } from '../../http/response.ts';
import { type HarCookie, readSetCookie } from './cookies.ts';
import type { Masking } from './masking.ts';
import type { NameValue } from './write-request.ts';

export interface WrittenResponse {
  readonly status: number;
  readonly statusText: string;
  readonly httpVersion: string;
  readonly cookies: readonly HarCookie[];
  readonly headers: readonly NameValue[];
  readonly content: WrittenContent;
  readonly redirectURL: string;
  readonly headersSize: number;
  readonly bodySize: number;
  readonly _error?: string;
}

interface WrittenContent {
  readonly size: number;
  readonly compression?: number;
  readonly mimeType: string;
  readonly text?: string;
  readonly comment?: string;
  readonly _truncated?: boolean;
  readonly _textCut?: boolean;
}

export function writeResponse(
  response: HttpResponse | null,
  failure: TransportFailure | null,
  masking: Masking,
): WrittenResponse {
  if (!response) return noResponse(failure);
  const { status, statusText, httpVersion, headers, body } = response;
  return {
    status,
    statusText: masking.plain(statusText),
    httpVersion: `HTTP/${httpVersion}`,
    cookies: responseHeaders(headers, 'set-cookie').map((value) => readSetCookie(masking.plain(value))),
    headers: headers.map(([name, value]) => ({ name, value: masking.plain(value) })),
    content: writeContent(body, responseHeader(headers, 'content-type') ?? '', masking),
    redirectURL: masking.plain(responseHeader(headers, 'location') ?? ''),
    headersSize: -1,
    bodySize: body.wireSize,
    ...(failure ? { _error: failure.message } : {}),
  };
}

function writeContent(body: ResponseBody, mimeType: string, masking: Masking): WrittenContent {
  const content = {
    size: body.size,
    ...(body.contentEncoding === null ? {} : { compression: body.size - body.wireSize }),
    mimeType,
    ...(body.truncated ? { _truncated: true } : {}),
    ...(body.textCut ? { _textCut: true } : {}),
  };
  // Binary content as text is full of U+FFFD and useless.
  if (body.binary) return { ...content, comment: 'Binary content is not kept.' };
  return {
    ...content,
    text: masking.plain(body.text),
    ...(body.truncated || body.textCut ? { comment: 'The content is not complete.' } : {}),
  };
}

/** As browsers write it: HAR 1.2 requires a response. */
function noResponse(failure: TransportFailure | null): WrittenResponse {
  return {
    status: 0,
    statusText: '',
    httpVersion: '',
    cookies: [],
    headers: [],
    content: { size: 0, mimeType: '' },
    redirectURL: '',
    headersSize: -1,
    bodySize: -1,
    ...(failure ? { _error: failure.message } : {}),
  };
}
