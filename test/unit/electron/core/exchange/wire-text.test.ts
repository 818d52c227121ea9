import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContinueFilter } from '../../../../../electron/core/exchange/continue-filter.ts';
import { readStatusLine } from '../../../../../electron/core/exchange/recording/status-line.ts';

describe('the status line', () => {
  it.each([
    ['HTTP/1.1 200 OK\r\n\r\n', { httpVersion: '1.1', statusText: 'OK' }],
    ['HTTP/1.0 404 Not  Found \r\n', { httpVersion: '1.0', statusText: 'Not  Found ' }],
    ['HTTP/1.1 200\r\n\r\n', { httpVersion: '1.1', statusText: '' }],
    ['HTTP/1.1 200 \n\n', { httpVersion: '1.1', statusText: '' }],
    [
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nA: b\r\n\r\nHTTP/1.1 201 Made\r\n',
      { httpVersion: '1.1', statusText: 'Made' },
    ],
    ['HTTP/1.1 100 Continue\r\n', null],
    ['HTTP/1.1 20', null],
    ['SSH-2.0\r\n', null],
    ['', null],
  ])('%j', (received, expected) => {
    expect(readStatusLine(Buffer.from(received))).toEqual(expected);
  });
});

describe('removes 100 Continue from the start of a response', () => {
  it.each([
    ['HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\nbody', 'HTTP/1.1 200 OK\r\n\r\nbody'],
    ['HTTP/1.0 100\r\nX: y\r\n\r\nHTTP/1.1 100 Go\r\n\r\nHTTP/1.1 200 OK\r\n', 'HTTP/1.1 200 OK\r\n'],
    [
      'HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n',
      'HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n',
    ],
    ['HTTP/1.1 1000', 'HTTP/1.1 1000'],
    ['HTTP/1.1 10', 'HTTP/1.1 10'],
    ['HTTP/1.1 100 Continue\r\nX', 'HTTP/1.1 100 Continue\r\nX'],
    ['nonsense', 'nonsense'],
    ['', ''],
  ])('%j, however it is cut', (received, expected) => {
    fc.assert(
      fc.property(fc.array(fc.nat(received.length)), (cuts) => {
        const filter = new ContinueFilter();
        const at = [0, ...cuts.sort((a, b) => a - b), received.length];
        const pieces = at.slice(1).map((end, index) => received.slice(at[index], end));
        const passed = pieces.map((piece) => filter.pass(Buffer.from(piece)));
        expect(Buffer.concat([...passed, filter.flush()]).toString()).toBe(expected);
      }),
    );
  });
});
