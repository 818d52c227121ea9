import { describe, expect, it } from 'vitest';
import { OwnGoaway } from '../../../../../electron/core/exchange/http2/own-goaway.ts';
import { readFrames } from '../../../../../electron/core/exchange/http2/read-frames.ts';
import {
  data,
  ERROR,
  FRAME,
  frame,
  goaway,
  resetStream,
  responseHead,
  SETTINGS,
  uint32,
} from '../../../../fixtures/servers/http2-frames.ts';

const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

describe('frames (RFC 9113 §4.1, §6)', () => {
  it.each([
    [SETTINGS, ['SETTINGS  0', 'SETTINGS ACK 0']],
    [responseHead(), ['HEADERS END_HEADERS 1']],
    [data('x'), ['DATA END_STREAM 1']],
    [goaway(ERROR.calm, 3), ['GOAWAY  0 ENHANCE_YOUR_CALM, last stream 3']],
    [resetStream(ERROR.refused), ['RST_STREAM  1 REFUSED_STREAM']],
    [frame(FRAME.window, { payload: uint32(99) }), ['WINDOW_UPDATE  0 +99 bytes']],
    [
      frame(FRAME.settings, { payload: Buffer.concat([Buffer.from([0, 3]), uint32(100)]) }),
      ['SETTINGS  0 MAX_CONCURRENT_STREAMS=100'],
    ],
    [frame(0x20, { payload: Buffer.from('x') }), ['0x20  0']],
    [goaway(0x99), ['GOAWAY  0 0x99, last stream 0']],
    [goaway(ERROR.calm).subarray(0, 12), ['GOAWAY  0']],
    [Buffer.from('short'), []],
  ] as const)('%#', (bytes, expected) => {
    const shown = readFrames(Buffer.concat([PREFACE, bytes]), 'sent').map(
      ({ type, flags, streamId, detail }) =>
        `${type} ${flags.join('+')} ${streamId} ${detail ?? ''}`.trimEnd(),
    );
    expect(shown).toEqual(expected);
  });
});

describe('our own GOAWAY is noticed however the bytes are cut', () => {
  const sent = Buffer.concat([
    PREFACE,
    SETTINGS,
    frame(FRAME.data, { stream: 1, payload: goaway(ERROR.calm) }),
    goaway(ERROR.protocol),
  ]);
  it.each([1, 2, 3, 7, 9, 24, 25, 1000])('into pieces of %i bytes', (size) => {
    const seen: number[] = [];
    const watch = new OwnGoaway((errorCode) => seen.push(errorCode));
    for (let at = 0; at < sent.length; at += size) watch.sending(sent.subarray(at, at + size));
    expect(seen).toEqual([ERROR.protocol]);
  });
});
