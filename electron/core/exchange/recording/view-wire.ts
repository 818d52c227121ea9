import { toHttp2Fields } from '../../../../shared/http/http2-fields.ts';
import { layoutRequest } from '../../../../shared/http/request-layout.ts';
import type { WireDirection, WireView } from '../../../../shared/http/wire.ts';
import { SecretMatcher } from '../../../../shared/text/secrets/secret-matcher.ts';
import { revealText, type SensitiveText } from '../../../../shared/text/sensitive-text.ts';
import type { PerformedExchange } from '../exchange-options.ts';
import { readFrames } from '../http2/read-frames.ts';
import { markSent, toLatin1, utf8AsLatin1 } from './mask-wire.ts';

/** The recorded bytes as the page may see them. `withhold` lists secrets that a server may have echoed. */
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

/** HTTP/2 bytes are compressed, including secrets. Shows the fields and a list of frames instead. */
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
      text:
        wire.sentBytes > 0
          ? markAgain(markSent(Buffer.from(revealText(sent)), sent) ?? [], performed.withhold)
          : [],
      size: wire.sentBytes,
      truncated: false,
    },
    received: {
      text: new SecretMatcher(performed.withhold).mark(received, {
        latin1: true,
        isCut: bodyBytes.length > MAX_BODY_BYTES,
      }),
      size: wire.receivedBytes,
      truncated: bodyBytes.length > MAX_BODY_BYTES,
    },
    frames: [...readFrames(wire.sent, 'sent'), ...readFrames(wire.received, 'received')],
  };
}

/** Same limit as for recorded HTTP/1.1 bytes. */
const MAX_BODY_BYTES = 1024 * 1024;

function viewSent({ wire, withhold }: PerformedExchange, layout: SensitiveText): WireDirection {
  const text = markSent(wire.sent, layout);
  return {
    text: markAgain(text ?? [], withhold),
    size: wire.sentBytes,
    truncated: text === null || isCut(wire.sent, wire.sentBytes),
  };
}

/** A redirect may have added a secret that the original request does not contain. */
function markAgain(text: SensitiveText, withhold: readonly string[]): SensitiveText {
  const matcher = new SecretMatcher(withhold);
  if (matcher.isEmpty) return text;
  return text.flatMap((span) => (typeof span === 'string' ? matcher.mark(span, { latin1: true }) : [span]));
}

/** A server may echo the secret, as debugging servers and proxies do. */
function viewReceived(performed: PerformedExchange): SensitiveText {
  const { wire, bodyBytes } = performed;
  const text = toLatin1(wire.received);
  const matcher = new SecretMatcher(performed.withhold);
  if (matcher.isEmpty) return [text];
  const options = { latin1: true, isCut: isCut(wire.received, wire.receivedBytes) };
  const marked = matcher.mark(text, options);
  const body = toLatin1(bodyBytes);
  const isPlain = text.endsWith(body) || body.startsWith(text.slice(headOf(text).length));
  const hidesEcho =
    !isPlain && (body.length > LARGEST_SEARCHED || matcher.find(body, { latin1: true }).length > 0);
  // In a compressed or chunked body the secret's position is unknown, only that it is there.
  return hidesEcho ? [...matcher.mark(headOf(text), options), WITHHELD_BODY] : marked;
}

/** Bytes: searching more would hold up the main process, so a longer body is withheld unsearched. */
const LARGEST_SEARCHED = 4 * 1024 * 1024;

const WITHHELD_BODY = { name: 'CLIENT_SECRET', value: null, encoding: 'none' } as const;

function headOf(text: string): string {
  const end = text.indexOf('\r\n\r\n');
  return end === -1 ? '' : text.slice(0, end + 4);
}

function isCut(kept: Uint8Array, total: number): boolean {
  return total > kept.length;
}
