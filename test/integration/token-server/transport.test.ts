import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, onTestFinished, test } from 'vitest';
import { PATHS } from '../../../electron/token-server/paths.ts';
import { GRANT, openSocket, type StartedServer, startServer } from './support.ts';

const FORM = 'Content-Type: application/x-www-form-urlencoded';
const tokenRequest = (body = GRANT) =>
  `POST ${PATHS.token} HTTP/1.1\r\nHost: localhost\r\n${FORM}\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
const exchange = async (started: StartedServer, bytes: string, host?: string) =>
  (await openSocket(started, host)).exchange(bytes);

describe('the address', () => {
  test.each(['127.0.0.1', '::1'])('is %s, at the same port', async (host) => {
    const started = await startServer();
    expect(await exchange(started, tokenRequest(), host)).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('is no other than the loopback', async () => {
    const started = await startServer();
    const others = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ family, internal }) => !internal && family === 'IPv4')
      .map(({ address }) => address);
    // 127.0.0.2 is this machine too on Linux, but not an address of ours.
    for (const address of process.platform === 'linux' ? [...others, '127.0.0.2'] : others) {
      await expect(openSocket({ port: started.port }, address)).rejects.toThrow('ECONNREFUSED');
    }
  });

  test.each(['127.0.0.1', '::1'])('that is taken on %s is a clear failure with a free port', async (host) => {
    const port = await occupy(host);
    const { createTokenServer } = await import('../../../electron/token-server/server.ts');
    const server = createTokenServer({ scheme: 'http', port, clients: [] }, { dataDir: '/nowhere' });
    const state = await server.start();
    if (state.status !== 'failed') throw new Error(state.status);
    expect(state.failure.code).toBe('port-in-use');
    expect(state.failure.message).toContain(`Port ${port} is already in use`);
    const { freePort } = state.failure;
    const { endpoints } = await startServer({ scheme: 'http', port: freePort ?? 0 });
    expect(endpoints.baseUrl).toBe(`http://localhost:${freePort}`);
  });

  test('is free again when the server has stopped, open connections or not', async () => {
    const started = await startServer();
    const connections = await Promise.all([openSocket(started), openSocket({ port: started.port })]);
    connections[0]?.socket.write('POST / HTTP/1.1\r\n');
    await started.server.stop();
    await Promise.all(connections.map(({ closed }) => closed));
    const again = await startServer({ port: started.port });
    expect(again.port).toBe(started.port);
  });
});

describe('the Host header', () => {
  const request = (target: string, host: string) =>
    `GET ${target} HTTP/1.1\r\n${host}Connection: close\r\n\r\n`;

  test.each([
    ['of a rebound name', '/', 'Host: attacker.example\r\n'],
    ['of a name that begins like ours', '/', 'Host: localhost.attacker.example:8443\r\n'],
    ['overruled by an absolute target', 'http://attacker.example/', 'Host: localhost\r\n'],
  ])('%s is misdirected: 421', async (_name, target, host) => {
    const started = await startServer();
    const answer = await exchange(started, request(target, host));
    expect(answer).toMatch(/^HTTP\/1\.1 421 /);
    expect(answer).toContain(
      'This server accepts requests for localhost, 127.0.0.1, [::1], but this one is for',
    );
  });

  test('that is missing is a bad request', async () => {
    expect(await exchange(await startServer(), request('/', ''))).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('the limits', () => {
  const limits = { headTimeoutMs: 300, requestTimeoutMs: 600, checkIntervalMs: 50 };

  test('64 KiB of body are read, a byte more is 413, announced or not', async () => {
    const started = await startServer();
    const padding = 64 * 1024 - GRANT.length - '&x='.length;
    const fits = `${GRANT}&x=${'a'.repeat(padding)}`;
    expect(await exchange(started, tokenRequest(fits))).toMatch(/^HTTP\/1\.1 200 /);
    expect(await exchange(started, tokenRequest(`${fits}a`))).toMatch(/^HTTP\/1\.1 413 .*larger than 65536/s);
    const chunks = `${'4000\r\n'}${'a'.repeat(0x4000)}\r\n`.repeat(5);
    const chunked = `POST ${PATHS.token} HTTP/1.1\r\nHost: localhost\r\n${FORM}\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`;
    expect(await exchange(started, chunked)).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('a client that does not stop sending is cut off', async () => {
    const started = await startServer();
    const connection = await openSocket(started);
    connection.socket.write(
      `POST ${PATHS.token} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999\r\n\r\n`,
    );
    const sending = setInterval(() => connection.socket.write('a'.repeat(1000)), 10);
    onTestFinished(() => clearInterval(sending));
    expect(await connection.closed).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('headers beyond 16 KiB are 431', async () => {
    const started = await startServer();
    const request = `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(17_000)}\r\n\r\n`;
    expect(await exchange(started, request)).toMatch(/^HTTP\/1\.1 431 .*too large/s);
  });

  test('responds 400 to input that is not HTTP, and logs it', async () => {
    const started = await startServer();
    expect(await exchange(started, 'HELLO\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    await expect.poll(() => started.server.log.at(-1)).toMatchObject({ status: 400 });
  });

  test.each([
    ['a head that does not end', 'https', 'GET / HTTP/1.1\r\nHost: loc'],
    [
      'a body that does not come',
      'https',
      `POST ${PATHS.token} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n`,
    ],
    ['nothing at all', 'https', ''],
    ['nothing at all', 'http', ''],
  ] as const)('%s over %s is ended in time', async (_name, scheme, bytes) => {
    const started = await startServer({ scheme }, { limits });
    const connection = await openSocket(started);
    connection.socket.write(bytes);
    expect(await connection.closed).toMatch(/^(HTTP\/1\.1 408 |$)/);
  });

  test('a TLS handshake that does not begin is ended in time', async () => {
    const started = await startServer({}, { limits });
    const connection = await openSocket({ port: started.port });
    expect(await connection.closed).toBe('');
  });

  test('500 slow connections do not stop an honest one', async () => {
    const started = await startServer({ scheme: 'http' });
    const slow = await Promise.all(Array.from({ length: 500 }, () => openSocket({ port: started.port })));
    for (const { socket } of slow)
      socket.write(`POST ${PATHS.token} HTTP/1.1\r\nHost: localhost\r\nX-Slow: `);
    expect(await exchange(started, tokenRequest())).toMatch(/^HTTP\/1\.1 200 /);
    expect(slow.filter(({ socket }) => socket.destroyed)).toEqual([]);
  });
});

describe('the log', () => {
  test('logs each request with its decision, the client’s port, and no secret', async () => {
    const batches: unknown[] = [];
    const started = await startServer({}, { onLog: (entries) => batches.push(...entries) });
    const connection = await openSocket(started);
    const { localPort } = connection.socket;
    await connection.exchange(tokenRequest(GRANT.replace('Secr3t!', 'canary')));
    await expect.poll(() => batches).toHaveLength(1);
    expect(batches).toEqual([
      {
        id: 1,
        at: expect.any(Number),
        method: 'POST',
        path: PATHS.token,
        status: 401,
        duration: expect.any(Number),
        remotePort: localPort,
        clientId: 'server',
        decision: 'invalid_client: the secret does not match',
        encrypted: true,
        tokenRequest: {},
      },
    ]);
    expect(started.server.log).toEqual(batches);
  });

  test('holds no query', async () => {
    const started = await startServer();
    await exchange(
      started,
      'GET /hello_world?access_token=canary HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    );
    await expect.poll(() => started.server.log).toHaveLength(1);
    expect(JSON.stringify(started.server.log)).not.toContain('canary');
  });

  test('logs a client that disconnected before sending its body', async () => {
    const started = await startServer();
    const connection = await openSocket(started);
    connection.socket.write(
      `POST ${PATHS.token} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc`,
    );
    setTimeout(() => connection.socket.destroy(), 50);
    await expect
      .poll(() => started.server.log.map(({ decision }) => decision).join())
      .toContain('the client left before the response: invalid_request: The body is incomplete');
  });
});

/** A port that somebody else listens on. */
async function occupy(host: string): Promise<number> {
  const other = createServer();
  onTestFinished(() => void other.close());
  return new Promise((resolve) => {
    other.listen(0, host, () => {
      const address = other.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}
