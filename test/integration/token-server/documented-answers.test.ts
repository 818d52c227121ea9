import { describe, expect, test } from 'vitest';
import { PATHS } from '../../../electron/token-server/paths.ts';
import { CONNECTION_ROWS, DOCUMENTED_ROWS } from '../../unit/electron/token-server/documented-rows.ts';
import { GRANT, openSocket, startServer } from './support.ts';

// The rows of "What it answers" in docs/TOKEN-SERVER.md that need a real connection.

const FORM = 'Content-Type: application/x-www-form-urlencoded';
const HOST = 'Host: localhost';
const send = (headers: readonly string[], body = GRANT, version = '1.1') =>
  [
    `POST ${PATHS.token} HTTP/${version}`,
    'Connection: close',
    ...headers,
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');
const chunked = (coding: string) =>
  `POST ${PATHS.token} HTTP/1.1\r\nConnection: close\r\n${HOST}\r\n${FORM}\r\nTransfer-Encoding: ${coding}\r\n\r\n${GRANT.length.toString(16)}\r\n${GRANT}\r\n0\r\n\r\n`;

const REQUESTS: Readonly<Record<(typeof CONNECTION_ROWS)[number], readonly string[]>> = {
  'a body over 64 KiB': [send([HOST, FORM], `${GRANT}&x=${'a'.repeat(65_536)}`)],
  'a Host header that is not a name of this server': [
    send(['Host: attacker.example', FORM]),
    send(['Host: localhost.attacker.example:8443', FORM]),
    send(['Host: user:password@localhost', FORM]),
    send(['Host: ', FORM]),
  ],
  'two Host or Content-Type headers, or no Host in HTTP/1.1': [
    send([HOST, HOST, FORM]),
    send([HOST, FORM, 'content-type: application/json']),
    send([FORM]),
  ],
  'a transfer coding other than chunked': [chunked('gzip, chunked')],
  'CONNECT, from a client that takes the server for a proxy': [
    'CONNECT api.example:443 HTTP/1.1\r\nHost: api.example:443\r\n\r\n',
  ],
  'HTTP/2 without TLS, or any other version than HTTP/1.0 and HTTP/1.1': [
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    send([HOST, FORM], GRANT, '2.0'),
  ],
  'plain HTTP at the HTTPS port': [send([HOST, FORM])],
};

describe('over a connection the server answers as documented', () => {
  test.each(DOCUMENTED_ROWS.filter(({ request }) => Object.hasOwn(REQUESTS, request)))(
    '$request: $answer',
    async ({ error, request, status }) => {
      const isPlain = request.startsWith('plain HTTP');
      const started = await startServer(isPlain ? {} : { scheme: 'http' });
      const row = CONNECTION_ROWS.find((known) => known === request);
      const requests = row === undefined ? [] : REQUESTS[row];
      for (const bytes of requests) {
        const answer = await (await openSocket({ port: started.port })).exchange(bytes);
        expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
        expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toEqual({
          error,
          error_description: expect.stringMatching(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/),
        });
      }
      await expect
        .poll(() => started.server.log.map((entry) => entry.status))
        .toEqual(requests.map(() => status));
      expect(JSON.stringify(started.server.log)).not.toContain('password');
    },
  );

  test('a chunked body is read, in any case of the letters', async () => {
    const { port } = await startServer({ scheme: 'http' });
    expect(await (await openSocket({ port })).exchange(chunked('Chunked'))).toMatch(/^HTTP\/1\.1 200 /);
  });
});
