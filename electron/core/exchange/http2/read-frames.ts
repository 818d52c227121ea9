import type { WireFrame } from '../../../../shared/http/wire.ts';
import { http2ErrorName } from './http2-errors.ts';

const TYPES = [
  'DATA',
  'HEADERS',
  'PRIORITY',
  'RST_STREAM',
  'SETTINGS',
  'PUSH_PROMISE',
  'PING',
  'GOAWAY',
  'WINDOW_UPDATE',
  'CONTINUATION',
];

/** RFC 9113 §6, by type. */
const FLAGS: Readonly<Partial<Record<string, Readonly<Record<number, string>>>>> = {
  DATA: { 1: 'END_STREAM', 8: 'PADDED' },
  HEADERS: { 1: 'END_STREAM', 4: 'END_HEADERS', 8: 'PADDED', 32: 'PRIORITY' },
  SETTINGS: { 1: 'ACK' },
  PUSH_PROMISE: { 4: 'END_HEADERS', 8: 'PADDED' },
  PING: { 1: 'ACK' },
  CONTINUATION: { 4: 'END_HEADERS' },
};

const SETTINGS = [
  '',
  'HEADER_TABLE_SIZE',
  'ENABLE_PUSH',
  'MAX_CONCURRENT_STREAMS',
  'INITIAL_WINDOW_SIZE',
  'MAX_FRAME_SIZE',
  'MAX_HEADER_LIST_SIZE',
];

const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
const HEAD_BYTES = 9;
/** Enough to follow an exchange. The rest are DATA frames of a large body. */
const MAX_FRAMES = 500;

/** Lists the frames in recorded bytes, without field values or bodies (RFC 9113 §4.1). */
export function readFrames(bytes: Uint8Array, direction: WireFrame['direction']): WireFrame[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames: WireFrame[] = [];
  let at = buffer.subarray(0, PREFACE.length).toString('latin1') === PREFACE ? PREFACE.length : 0;
  while (at + HEAD_BYTES <= buffer.length && frames.length < MAX_FRAMES) {
    const length = buffer.readUIntBE(at, 3);
    const type = TYPES[buffer.readUInt8(at + 3)] ?? `0x${buffer.readUInt8(at + 3).toString(16)}`;
    const flags = buffer.readUInt8(at + 4);
    const payload = buffer.subarray(at + HEAD_BYTES, at + HEAD_BYTES + length);
    frames.push({
      direction,
      type,
      streamId: buffer.readUInt32BE(at + 5) & 0x7fffffff,
      length,
      flags: Object.entries(FLAGS[type] ?? {}).flatMap(([bit, name]) => (flags & Number(bit) ? [name] : [])),
      detail: payload.length === length ? describe(type, payload) : null,
    });
    at += HEAD_BYTES + length;
  }
  return frames;
}

function describe(type: string, payload: Buffer): string | null {
  switch (type) {
    case 'RST_STREAM':
      return payload.length === 4 ? http2ErrorName(payload.readUInt32BE(0)) : null;
    case 'GOAWAY':
      return payload.length >= 8
        ? `${http2ErrorName(payload.readUInt32BE(4))}, last stream ${payload.readUInt32BE(0) & 0x7fffffff}`
        : null;
    case 'WINDOW_UPDATE':
      return payload.length === 4 ? `+${payload.readUInt32BE(0) & 0x7fffffff} bytes` : null;
    case 'SETTINGS':
      return describeSettings(payload);
    default:
      return null;
  }
}

function describeSettings(payload: Buffer): string | null {
  const settings: string[] = [];
  for (let at = 0; at + 6 <= payload.length; at += 6) {
    const id = payload.readUInt16BE(at);
    settings.push(`${SETTINGS[id] || `0x${id.toString(16)}`}=${payload.readUInt32BE(at + 2)}`);
  }
  return settings.length > 0 ? settings.join(', ') : null;
}
