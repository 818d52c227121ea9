import { describe, expect, it } from 'vitest';
import { decodeText, looksBinary } from '../../../../../electron/core/exchange/body/charset.ts';

describe('the charset of a body', () => {
  it.each([
    [null, 'c3a9', 'é', 'utf-8 (default)'],
    ['application/json', 'c3a9', 'é', 'utf-8 (JSON)'],
    ['application/problem+json; v=1', 'c3a9', 'é', 'utf-8 (JSON)'],
    ['application/jsonp', 'c3a9', 'é', 'utf-8 (default)'],
    ['text/html; charset=ISO-8859-1', 'e9', 'é', 'windows-1252 (Content-Type)'],
    ['text/html;charset="utf-8"', 'c3a9', 'é', 'utf-8 (Content-Type)'],
    ["text/html; charset='koi8-r'; x=y", 'c1', 'а', 'koi8-r (Content-Type)'],
    ['text/html; charset=', 'c3a9', 'é', 'utf-8 (default)'],
    ['text/plain; charset=klingon', 'c3a9', 'é', 'utf-8 (Content-Type names the unknown charset “klingon”)'],
    ['text/plain; charset=latin1', 'efbbbfc3a9', 'é', 'utf-8 (byte order mark)'],
    ['text/plain', 'fffee900', 'é', 'utf-16le (byte order mark)'],
    ['text/plain', 'feff00e9', 'é', 'utf-16be (byte order mark)'],
    ['text/plain', '61ff62', 'a\ufffdb', 'utf-8 (default)'],
  ])('%s', (contentType, hex, text, charset) => {
    expect(decodeText(Buffer.from(hex, 'hex'), contentType)).toEqual({ text, charset });
  });
});

describe('binary', () => {
  it.each([
    ['nothing', '', false],
    ['text', Buffer.from('Hello\r\n\tworld\f').toString('hex'), false],
    ['terminal colours', Buffer.from('\x1b[31mred\x1b[0m').toString('hex'), false],
    ['a NUL', '61620063', true],
    ['much that is not UTF-8', 'fffefdfcfbfaf9f8', true],
    ['one bad byte', '61ff62', false],
  ])('%s', (_what, hex, binary) => {
    const bytes = Buffer.from(hex, 'hex');
    expect(looksBinary(bytes, { text: bytes.toString(), charset: 'utf-8 (default)' })).toBe(binary);
  });
});
