import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fetch } from 'undici';
import { describe, expect, test } from 'vitest';
import { createController } from '../../../electron/token-server/process/controller.ts';
import type { ChildMessage } from '../../../electron/token-server/process/messages.ts';
import type { TokenServerState } from '../../../shared/token-server/state.ts';
import { CONFIG, GRANT, makeTemporaryFolder, startServer } from './support.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const requestToken = async (url: string) => {
  const response = await fetch(url, { method: 'POST', headers: FORM, body: GRANT });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const callApi = async (url: string, token: unknown) =>
  (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).status;

describe('a running server that is configured', () => {
  test('applies changed clients at once, and keeps its tokens and URL', async () => {
    const { endpoints, server } = await startServer({ scheme: 'http' });
    const { body } = await requestToken(endpoints.token);
    const clients = CONFIG.clients.map((client) => ({ ...client, tokenLifetime: 7 }));
    const state = await server.configure({ ...CONFIG, scheme: 'http', clients });
    expect(state).toMatchObject({ status: 'running', endpoints });
    expect((await requestToken(endpoints.token)).body).toMatchObject({ expires_in: 7 });
    expect(await callApi(endpoints.api, body.access_token)).toBe(200);
  });

  test('knows a removed client and its tokens no more', async () => {
    const { endpoints, server } = await startServer({ scheme: 'http' });
    const { body } = await requestToken(endpoints.token);
    await server.configure({ ...CONFIG, scheme: 'http', clients: [] });
    expect((await requestToken(endpoints.token)).body).toMatchObject({ error: 'invalid_client' });
    expect(await callApi(endpoints.api, body.access_token)).toBe(401);
  });

  test('moves with its tokens when the address changes', async () => {
    const { endpoints, server } = await startServer({ scheme: 'http' });
    const { body } = await requestToken(endpoints.token);
    const other = await startServer({ scheme: 'http' });
    await other.server.stop();
    const state = await server.configure({ ...CONFIG, scheme: 'http', port: other.port });
    expect(state).toMatchObject({ status: 'running', endpoints: { baseUrl: other.endpoints.baseUrl } });
    expect(await callApi(other.endpoints.api, body.access_token)).toBe(200);
    await expect(requestToken(endpoints.token)).rejects.toThrow();
  });
});

describe('the process’s controller', () => {
  test('starts, configures and stops on command, and reports states and log', async () => {
    const messages: ChildMessage[] = [];
    let stopped = 0;
    const controller = createController({
      send: (message) => messages.push(message),
      onStopped: () => {
        stopped += 1;
      },
    });
    const config = { ...CONFIG, scheme: 'http' } as const;
    const states = () => messages.flatMap((message) => (message.type === 'state' ? [message.state] : []));
    await controller.handle({ type: 'start', config, dataDir: await makeTemporaryFolder() });
    const running = states().at(-1) as Extract<TokenServerState, { status: 'running' }>;
    await requestToken(running.endpoints.token);
    await Promise.all([
      controller.handle({ type: 'configure', config: { ...config, clients: [] } }),
      controller.handle({ type: 'stop' }),
    ]);
    expect(states().map(({ status }) => status)).toEqual([
      'starting',
      'running',
      'running',
      'stopping',
      'stopped',
    ]);
    expect(messages.flatMap((message) => (message.type === 'log' ? message.entries : []))).toMatchObject([
      { clientId: 'server', status: 200 },
    ]);
    expect(stopped).toBe(1);
  });

  test('arms and disarms faults and rotates keys, each reported by a state', async () => {
    const messages: ChildMessage[] = [];
    const controller = createController({ send: (message) => messages.push(message), onStopped: () => {} });
    const config = { ...CONFIG, scheme: 'http' } as const;
    await controller.handle({ type: 'start', config, dataDir: await makeTemporaryFolder() });
    const occurrence = { mode: 'always' } as const;
    const fault = { id: 'a', endpoint: 'api', effect: { kind: 'html', status: 200 }, occurrence } as const;
    messages.length = 0;
    await controller.handle({ type: 'arm-fault', fault });
    await controller.handle({ type: 'rotate-keys' });
    await controller.handle({ type: 'disarm-faults', id: null });
    await controller.handle({ type: 'stop' });
    expect(messages.map((message) => (message.type === 'state' ? message.state : null))).toMatchObject([
      { status: 'running', faults: [{ fault, acted: 0, remaining: null }] },
      { status: 'running', faults: [{ fault }] },
      { status: 'running' },
      { status: 'stopping' },
      { status: 'stopped' },
    ]);
    expect(messages[2]).not.toHaveProperty('state.faults');
  });
});

test('keeps tokens across a restart only if configured', async () => {
  const dataDir = await makeTemporaryFolder();
  const form = FORM;
  const ask = async (url: string, body: string) =>
    (await (await fetch(url, { method: 'POST', headers: form, body })).json()) as Record<string, unknown>;
  const first = await startServer({ scheme: 'http' }, { dataDir, keepTokens: true });
  const { access_token: token } = await ask(first.endpoints.token, GRANT);
  await first.server.stop();
  expect((await stat(join(dataDir, 'tokens.json'))).mode & 0o777).toBe(0o600);
  for (const keepTokens of [true, false]) {
    const { endpoints, server } = await startServer({ scheme: 'http' }, { dataDir, keepTokens });
    const answer = await ask(endpoints.introspection, `${GRANT}&token=${String(token)}`);
    expect(answer.active).toBe(keepTokens);
    await server.stop();
  }
});
