import { describe, expect, it } from 'vitest';
import {
  RequestLayoutError,
  toUndiciRequest,
} from '../../../../../../electron/core/exchange/recording/http1-layout.ts';
import type { HttpRequest } from '../../../../../../shared/http/exchange.ts';

const base: HttpRequest = {
  method: 'POST',
  url: 'https://localhost:8443/token?a=b#c',
  headers: [
    { name: 'host', value: ['localhost:8443'] },
    { name: 'connection', value: ['keep-alive'] },
    { name: 'Accept', value: ['text/', '*'] },
    { name: 'content-length', value: ['3'] },
  ],
  body: ['a=', 'b'],
};

const [host, connection, accept, length] = base.headers;
type Headers = readonly (HttpRequest['headers'][number] | undefined)[];
const having = (headers: Headers, changes: Partial<HttpRequest> = {}): HttpRequest => ({
  ...base,
  ...changes,
  headers: headers.filter((field) => field !== undefined),
});

describe('a request laid out as undici writes it', () => {
  it('is taken apart into what undici is told and what it writes itself', () => {
    expect(toUndiciRequest(base)).toEqual({
      method: 'POST',
      path: '/token?a=b',
      host: 'localhost:8443',
      headers: ['Accept', 'text/*'],
      body: new TextEncoder().encode('a=b'),
      reset: false,
    });
  });

  it('any other is refused with the reason', () => {
    const table: readonly (readonly [HttpRequest, string])[] = [
      [having([connection, host, accept, length]), 'first header'],
      [having([host, accept, connection, length]), 'second header'],
      [having([host, { name: 'connection', value: ['upgrade'] }, accept, length]), 'neither'],
      [having([host, connection, length, accept]), 'last header'],
      [having([host, connection, accept]), 'last header'],
      [having([host, connection, accept, { name: 'content-length', value: ['4'] }]), 'content-length: 3'],
      [having([host, connection, length], { method: 'GET', body: null }), 'no body'],
      [having([host, connection, host, length]), 'written by the HTTP library'],
      [having([host, connection, { name: 'Expect', value: ['100-continue'] }, length]), 'written by'],
      [having([host, connection, { name: 'X', value: ['a\r\nY: b'] }, length]), 'not ASCII'],
      [having([host, connection], { method: 'HEAD', body: null }), 'HEAD'],
    ];
    for (const [request, reason] of table) {
      expect(() => toUndiciRequest(request)).toThrow(RequestLayoutError);
      expect(() => toUndiciRequest(request)).toThrow(reason);
    }
  });
});
