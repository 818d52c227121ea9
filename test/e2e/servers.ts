import { test } from '@playwright/test';
import { type RawServer, type RawServerOptions, startRawServer } from '../fixtures/servers/raw-server.ts';
import { answer, answering } from '../fixtures/servers/scripts.ts';

/** Starts servers on ports of their own; they are closed after the test that started them. */
export function withServers(): (options: RawServerOptions) => Promise<RawServer> {
  const running: RawServer[] = [];
  test.afterEach(async () => {
    await Promise.all(running.splice(0).map((server) => server.close()));
  });
  return async (options) => {
    const server = await startRawServer(options);
    running.push(server);
    return server;
  };
}

const JSON_TYPE = ['Content-Type: application/json'];

/** An answer in JSON. */
export function json(body: unknown, status = '200 OK', headers: readonly string[] = []): Buffer {
  return answer(JSON.stringify(body), { status, headers: [...JSON_TYPE, ...headers] });
}

/** Issues the same token to whoever asks. */
export function issuing(token: Readonly<Record<string, unknown>> = {}): RawServerOptions['script'] {
  return answering(
    json({ access_token: 'a-token-of-a-test', token_type: 'bearer', expires_in: 299, ...token }),
  );
}

/** The body of the last request that a server got. */
export function lastBody({ peers }: RawServer): string {
  const text = peers.at(-1)?.received.toString('utf8') ?? '';
  return text.slice(text.lastIndexOf('\r\n\r\n') + 4);
}

/** A header field of the last request that a server got. */
export function lastHeader({ peers }: RawServer, name: string): string | null {
  const text = peers.at(-1)?.received.toString('latin1') ?? '';
  const values = [...text.matchAll(new RegExp(`^${name}: *(.*)$`, 'gim'))];
  return values.at(-1)?.[1]?.trim() ?? null;
}
