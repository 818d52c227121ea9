import type { HttpRequest, HttpResponse } from '../../http/exchange.ts';
import { formatRequestHead } from '../../http/format-http.ts';
import { headerValue } from '../../http/header-fields.ts';
import { parseForm } from '../../text/form-encoding.ts';
import { ALL_SECRET_NAMES, maskText, revealText, type SensitiveText } from '../../text/sensitive-text.ts';
import { byteLength } from '../../text/utf8.ts';
import { type HarCookie, readCookieHeader } from './cookies.ts';
import type { Masking } from './masking.ts';

export interface WrittenRequest {
  readonly method: string;
  readonly url: string;
  readonly httpVersion: string;
  readonly cookies: readonly HarCookie[];
  readonly headers: readonly NameValue[];
  readonly queryString: readonly NameValue[];
  readonly postData?: { readonly mimeType: string; readonly text: string };
  readonly headersSize: number;
  readonly bodySize: number;
}

export interface NameValue {
  readonly name: string;
  readonly value: string;
}

/**
 * Writes the body only to `text`: HAR also allows `params` for forms, but not both, and `params` would lose the exact
 * bytes.
 */
export function writeRequest(
  request: HttpRequest,
  httpVersion: HttpResponse['httpVersion'],
  masking: Masking,
): WrittenRequest {
  const { method, headers, body } = request;
  const url = masking.plain(request.url);
  const mimeType = headerValue(headers, 'content-type');
  return {
    method,
    url,
    httpVersion: `HTTP/${httpVersion}`,
    cookies: headers
      .filter(({ name }) => name.toLowerCase() === 'cookie')
      .flatMap(({ value }) => readCookieHeader(masking.plain(masking.sensitive(value)))),
    headers: headers.map(({ name, value }) => ({ name, value: masking.plain(masking.sensitive(value)) })),
    queryString: parseForm(new URL(url).search.slice(1)).map(([name, value]) => ({ name, value })),
    ...(body
      ? { postData: { mimeType: mimeType ? maskText(mimeType) : '', text: masking.sensitive(body) } }
      : {}),
    ...writeSizes(request, httpVersion, masking),
  };
}

/** Sizes as sent; -1 (unknown) if something was masked, since the size would reveal a secret's length. */
function writeSizes(
  request: HttpRequest,
  httpVersion: HttpResponse['httpVersion'],
  masking: Masking,
): Pick<WrittenRequest, 'headersSize' | 'bodySize'> {
  const areHeadersShown = request.headers.every(({ value }) => isShown(value, masking));
  return {
    headersSize:
      areHeadersShown && httpVersion !== '2'
        ? byteLength(
            formatRequestHead(request, {
              reveal: ALL_SECRET_NAMES,
            }),
          )
        : -1,
    bodySize:
      request.body === null ? 0 : isShown(request.body, masking) ? byteLength(revealText(request.body)) : -1,
  };
}

function isShown(text: SensitiveText, masking: Masking): boolean {
  const isWithheld = text.some((span) => typeof span !== 'string' && span.value === null);
  return !isWithheld && masking.sensitive(text) === revealText(text);
}
