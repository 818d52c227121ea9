import {
  type Exchange,
  type ExchangePurpose,
  type HttpRequest,
  type HttpResponse,
  LARGEST_TEXT,
} from '../../../../shared/http/exchange.ts';
import type { LayoutOptions } from '../../../../shared/http/request-layout.ts';
import { contentEncoding, responseHeader } from '../../../../shared/http/response.ts';
import { DecodeError } from '../body/body-errors.ts';
import { decodeText, looksBinary } from '../body/charset.ts';
import type { Received, ResponseHead } from '../response-sink.ts';
import type { ExchangeRecorder } from './exchange-recorder.ts';
import { readStatusLine } from './status-line.ts';
import { toTransportFailure } from './transport-failure.ts';
import type { WireRecord } from './wire-tap.ts';

/** The result of one attempt. */
export interface Attempt extends Received {
  readonly wire: WireRecord;
  readonly layout: LayoutOptions;
  readonly httpVersion: '1.1' | '2';
}

/** Builds the exchange record. */
export function toExchange(
  request: HttpRequest,
  { id, purpose }: { readonly id: string; readonly purpose: ExchangePurpose },
  { recorder, attempt }: { readonly recorder: ExchangeRecorder; readonly attempt: Attempt },
): Exchange {
  const { error, head } = attempt;
  return {
    id,
    purpose,
    request,
    response: head && toResponse(head, attempt),
    failure:
      error === null
        ? null
        : toTransportFailure(error, {
            stage: recorder.stage,
            headReceived: head !== null,
            begins: attempt.wire.received,
          }),
    timings: recorder.timings(),
    connection: recorder.connection,
    tls: recorder.tls,
    startedAt: recorder.startedAt,
  };
}

function toResponse(
  { status, headers }: ResponseHead,
  { content, error, wire, httpVersion }: Attempt,
): HttpResponse {
  const bytes = content?.bytes ?? new Uint8Array();
  const decoded = decodeText(bytes, responseHeader(headers, 'content-type'), LARGEST_TEXT);
  const keptWhole = error === null || (error instanceof DecodeError && content?.stillEncoded === true);
  return {
    // HTTP/2 has no reason phrase (RFC 9113 §8.3.2).
    httpVersion,
    statusText: '',
    ...(httpVersion === '1.1' && readStatusLine(wire.received)),
    status,
    headers,
    body: {
      ...decoded,
      size: bytes.length,
      wireSize: content?.wireSize ?? 0,
      contentEncoding: contentEncoding(headers),
      truncated: !keptWhole,
      binary: looksBinary(bytes, decoded),
      ...(bytes.length > LARGEST_TEXT && { textCut: true }),
    },
  };
}
