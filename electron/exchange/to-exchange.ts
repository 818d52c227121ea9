import type { Exchange, ExchangePurpose, HttpRequest, HttpResponse } from '../../shared/http/exchange.ts';
import { responseHeader } from '../../shared/http/response.ts';
import { DecodeError } from './body/body-errors.ts';
import { decodeText, looksBinary } from './body/charset.ts';
import type { Received, ResponseHead } from './dispatch-request.ts';
import type { ExchangeRecorder } from './exchange-recorder.ts';
import { readStatusLine } from './status-line.ts';
import { toTransportFailure } from './transport-failure.ts';
import type { WireRecord } from './wire-tap.ts';

/** What one attempt at an exchange yielded. */
export interface Attempt extends Received {
  readonly wire: WireRecord;
}

/** Writes down what happened. */
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
        : toTransportFailure(error, { stage: recorder.stage, headReceived: head !== null }),
    timings: recorder.timings(),
    connection: recorder.connection,
    tls: recorder.tls,
    startedAt: recorder.startedAt,
  };
}

function toResponse({ status, headers }: ResponseHead, { content, error, wire }: Attempt): HttpResponse {
  const bytes = content?.bytes ?? new Uint8Array();
  const decoded = decodeText(bytes, responseHeader(headers, 'content-type'));
  const keptWhole = error === null || (error instanceof DecodeError && content?.stillEncoded === true);
  return {
    httpVersion: '1.1',
    statusText: '',
    ...readStatusLine(wire.received),
    status,
    headers,
    body: {
      ...decoded,
      size: bytes.length,
      wireSize: content?.wireSize ?? 0,
      contentEncoding: responseHeader(headers, 'content-encoding'),
      truncated: !keptWhole,
      binary: looksBinary(bytes, decoded),
    },
  };
}
