import { toHttp2Fields } from '../../../../shared/http/http2-fields.ts';
import { layoutRequest } from '../../../../shared/http/request-layout.ts';
import type { WireDirection, WireView } from '../../../../shared/http/wire.ts';
import { encodeForm } from '../../../../shared/text/form-encoding.ts';
import { revealText, type SensitiveText } from '../../../../shared/text/sensitive-text.ts';
import type { PerformedExchange } from '../exchange-options.ts';
import { readFrames } from '../http2/read-frames.ts';
import { markEchoes, markSent, toLatin1, utf8AsLatin1 } from './mask-wire.ts';

/** Shorter ones are common words by chance. */
const MIN_SECRET_LENGTH = 6;

/** The recorded bytes as the page may see them. `withhold` are secrets that a server may have echoed. */
export function viewWire(performed: PerformedExchange): WireView {
  const { exchange, wire } = performed;
  if (exchange.connection?.httpVersion === '2') return viewHttp2(performed);
  return {
    protocol: '1.1',
    sent: viewSent(performed, layoutRequest(exchange.request, performed.layout)),
    received: {
      text: viewReceived(performed),
      size: wire.receivedBytes,
      truncated: isCut(wire.received, wire.receivedBytes),
    },
    frames: [],
  };
}

/** The bytes of HTTP/2 are compressed, secrets included: the fields are shown instead, and the facts of the frames. */
function viewHttp2(performed: PerformedExchange): WireView {
  const { exchange, wire, bodyBytes } = performed;
  const { request, response } = exchange;
  const sent: SensitiveText = [
    ...toHttp2Fields(request).flatMap(({ name, value }) => [`${name}: `, ...value, '\r\n']),
    '\r\n',
    ...(request.body ?? []),
  ];
  const head = [[':status', String(response?.status)] as const, ...(response?.headers ?? [])]
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  const body = toLatin1(bodyBytes.subarray(0, MAX_BODY_BYTES));
  const received = response ? `${utf8AsLatin1(head)}\r\n${body}` : '';
  return {
    protocol: '2',
    sent: {
      text: wire.sentBytes > 0 ? (markSent(Buffer.from(revealText(sent)), sent) ?? []) : [],
      size: wire.sentBytes,
      truncated: false,
    },
    received: {
      text: markEchoes(received, echoedForms(performed)),
      size: wire.receivedBytes,
      truncated: bodyBytes.length > MAX_BODY_BYTES,
    },
    frames: [...readFrames(wire.sent, 'sent'), ...readFrames(wire.received, 'received')],
  };
}

/** As much as is kept of the bytes of HTTP/1.1. */
const MAX_BODY_BYTES = 1024 * 1024;

function viewSent({ wire }: PerformedExchange, layout: SensitiveText): WireDirection {
  const text = markSent(wire.sent, layout);
  return {
    text: text ?? [],
    size: wire.sentBytes,
    truncated: text === null || isCut(wire.sent, wire.sentBytes),
  };
}

/** A server may send the secret back, as debugging servers and proxies do. */
function viewReceived(performed: PerformedExchange): SensitiveText {
  const { wire, bodyBytes } = performed;
  const text = toLatin1(wire.received);
  const secrets = echoedForms(performed);
  if (secrets.length === 0) return [text];
  const marked = markEchoes(text, secrets);
  const isReadable = text.endsWith(toLatin1(bodyBytes));
  const hidesEcho = !isReadable && markEchoes(toLatin1(bodyBytes), secrets).length > 1;
  // In a body that is compressed or cut into chunks the secret cannot be found, only known to be there.
  return hidesEcho ? [...markEchoes(headOf(text), secrets), WITHHELD_BODY] : marked;
}

const WITHHELD_BODY = { name: 'CLIENT_SECRET', value: null, encoding: 'none' } as const;

function headOf(text: string): string {
  const end = text.indexOf('\r\n\r\n');
  return end === -1 ? '' : text.slice(0, end + 4);
}

/** Each secret as it is, form encoded, in a JSON string, and as it was sent. */
function echoedForms({ exchange, layout, withhold }: PerformedExchange): string[] {
  const { headers, body } = exchange.request;
  const fields = [...headers, ...(layout.proxyFields ?? [])];
  const spans = [...fields.flatMap(({ value }) => value), ...(body ?? [])];
  const sent = spans.flatMap((span) =>
    typeof span !== 'string' && span.name !== 'ACCESS_TOKEN' && span.value !== null ? [span.value] : [],
  );
  const written = withhold.flatMap((secret) => [
    secret,
    encodeForm(secret),
    JSON.stringify(secret).slice(1, -1),
  ]);
  const forms = [...sent, ...written].flatMap((form) => [form, utf8AsLatin1(form)]);
  return [...new Set(forms)].filter((form) => form.length >= MIN_SECRET_LENGTH);
}

function isCut(kept: Uint8Array, total: number): boolean {
  return total > kept.length;
}
