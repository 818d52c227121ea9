import { describe, expect, it, onTestFinished } from 'vitest';
import { DEFAULT_ASSERTION } from '../../../shared/model/default-assertion.ts';
import { saveWorkspace } from '../../../shared/model/saved-workspace.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { decodeJwt } from '../../../shared/oauth/jwt/jwt.ts';
import type { RepeatReport } from '../../../shared/repeat/report.ts';
import { type RawServer, type Script, startRawServer } from '../../fixtures/servers/raw-server.ts';
import { answer, silent } from '../../fixtures/servers/scripts.ts';
import { aWorkspace } from '../../unit/shared/fixtures.ts';
import { trusting } from '../exchange/exchange-bench.ts';
import { SECRET, startServer } from '../token-server/support.ts';
import { type AppBench, startAppBench } from './app-bench.ts';

async function startApp(): Promise<AppBench> {
  const app = await startAppBench();
  await app.call('secret.set', { workspaceId: 'workspace', name: 'client:client', secret: SECRET });
  return app;
}

async function startOdd(script: Script): Promise<RawServer> {
  const server = await startRawServer({ script });
  onTestFinished(() => server.close());
  return server;
}

/** Answers each request by `reply`, which is told how many came before. */
function replying(reply: (index: number) => Buffer): Script {
  let count = 0;
  return async (peer) => {
    while (await peer.readRequest()) {
      peer.write(reply(count));
      count += 1;
    }
  };
}

const issue = (token: string) =>
  answer(JSON.stringify({ access_token: token, token_type: 'bearer', expires_in: 299 }), {
    headers: ['Content-Type: application/json'],
  });

const order = (workspace: Workspace, change: object = {}) => ({
  runId: 'n',
  workspace,
  target: 'token' as const,
  tokenId: null,
  planned: 40,
  atOnce: 4,
  allowRemote: false,
  ...change,
});

/** What every request of a server held of something, for example each assertion. */
function sentTo({ peers }: RawServer, pattern: RegExp): string[] {
  return peers.flatMap((peer) =>
    [...peer.received.toString().matchAll(new RegExp(pattern, 'gim'))].map(([, value]) => value ?? ''),
  );
}

describe('a token request, repeated', () => {
  it('with the built-in server: each request gets its own token, over few connections', async () => {
    const app = await startApp();
    const started = await startServer();
    const workspace = aWorkspace({ tokenEndpoint: started.endpoints.token, tls: trusting(started.ca) });
    const report = await app.call('repeat.run', order(workspace, { planned: 150, atOnce: 8 }));
    expect(report).toMatchObject({
      state: 'done',
      completed: 150,
      succeeded: 150,
      failures: [],
      tokens: { received: 150, distinct: 150 },
      latency: { count: 150 },
      // Whichever came first.
      exampleId: expect.stringMatching(/^n\/[1-8]$/),
    });
    expect(report.connections).toBeLessThanOrEqual(8);
    expect(report.buckets.reduce((sum, { count }) => sum + count, 0)).toBe(150);
    // One that succeeded stands for all.
    expect(app.history()).toEqual(['token 200']);
    // None of them is on the shelf.
    expect(await app.call('api.preview', { workspace, tokenId: report.exampleId })).toMatchObject({
      problem: { code: 'token.missing' },
    });
  });

  it('a server that gives the same token again is found out', async () => {
    const app = await startApp();
    const server = await startOdd(replying((index) => issue(`token-${Math.floor(index / 20)}`)));
    const report = await app.call('repeat.run', order(aWorkspace({ tokenEndpoint: server.url('/token') })));
    expect(report.tokens).toEqual({ received: 40, distinct: 2 });
  });

  it('detects a rate limit, and groups failures by diagnosis', async () => {
    const app = await startApp();
    const server = await startOdd(
      replying((index) =>
        index < 10
          ? issue(`${index}`)
          : answer('', { status: '429 Too Many Requests', headers: ['Retry-After: 7'] }),
      ),
    );
    const workspace = aWorkspace({ tokenEndpoint: server.url('/token') });
    const report = await app.call('repeat.run', order(workspace, { atOnce: 1 }));
    expect(report).toMatchObject({
      succeeded: 10,
      rateLimited: { count: 30, after: 10, retryAfter: '7' },
      failures: [{ id: 'http-rate-limited', count: 30, exchangeIds: ['n/11', 'n/12', 'n/13'] }],
    });
    expect(app.history()).toEqual(['token 200', 'token 429', 'token 429', 'token 429']);
  });

  it('each request has its own assertion and proof', async () => {
    const app = await startApp();
    const key = await app.call('key.generate', { workspaceId: 'workspace', name: 'k', kind: 'EC P-256' });
    const server = await startOdd(replying((index) => issue(`${index}`)));
    const workspace = aWorkspace({
      tokenEndpoint: server.url('/token'),
      client: {
        authMethod: 'client_secret_jwt',
        assertion: { ...DEFAULT_ASSERTION, audience: 'token-endpoint' },
        dpop: { keyId: key.id, algorithm: 'ES256' },
      },
    });
    await app.call('workspace.save', { workspace: saveWorkspace({ ...workspace, keys: [key] }) });
    await app.call('repeat.run', order({ ...workspace, keys: [key] }, { planned: 12 }));
    const assertions = sentTo(server, /client_assertion=([\w.-]+)/);
    const proofs = sentTo(server, /^dpop: *([\w.-]+)/);
    for (const jwts of [assertions, proofs]) {
      expect(jwts).toHaveLength(12);
      expect(new Set(jwts.map((jwt) => decodeJwt(jwt)?.claims.jti)).size).toBe(12);
    }
  });

  it('can be cancelled: active requests end, and the report shows the progress so far', async () => {
    const app = await startApp();
    const server = await startOdd(silent);
    const workspace = aWorkspace({ tokenEndpoint: server.url('/token') });
    const running = app.call('repeat.run', order(workspace, { planned: 10_000, atOnce: 64 }));
    await expect.poll(() => server.peers.length).toBe(64);
    await app.call('run.cancel', { runId: 'n' });
    expect(await running).toMatchObject({ state: 'cancelled', completed: 0, failures: [], latency: null });
    expect(app.history()).toEqual([]);
  });

  it('reports its progress', async () => {
    const app = await startApp();
    const server = await startOdd(silent);
    const workspace = { ...aWorkspace({ tokenEndpoint: server.url('/token') }), timeLimitMs: 400 };
    const report = await app.call('repeat.run', order(workspace, { planned: 4, atOnce: 2 }));
    expect(report.failures).toMatchObject([{ id: 'transport-timeout', count: 4 }]);
    const told = app.events
      .filter(({ event }) => event === 'repeat.progress')
      .map(({ payload }) => (payload as { report: RepeatReport }).report);
    expect(told.length).toBeGreaterThan(0);
    expect(told.every(({ state, planned }) => state === 'running' && planned === 4)).toBe(true);
  });

  it('a remote server needs confirmation first', async () => {
    const app = await startApp();
    const workspace = aWorkspace({ tokenEndpoint: 'https://id.example.com/token' });
    await expect(app.call('repeat.run', order(workspace))).rejects.toThrow(
      'id.example.com is not this computer',
    );
  });

  it('a request that cannot be built is reported once, and nothing is sent', async () => {
    const app = await startApp();
    const workspace = aWorkspace({ tokenEndpoint: 'https://{{host}}/token' });
    await expect(app.call('repeat.run', order(workspace))).rejects.toThrow('{{host}}');
    expect(app.history()).toEqual([]);
  });

  it.each([{ planned: 10_001 }, { planned: 0 }, { atOnce: 65 }, { planned: 1.5 }])(
    'is bounded: %o is refused',
    async (change) => {
      const app = await startApp();
      await expect(app.call('repeat.run', order(aWorkspace(), change))).rejects.toThrow();
    },
  );
});

describe('an API call, repeated', () => {
  it('sends the chosen token; rejections are grouped by diagnosis', async () => {
    const app = await startApp();
    const started = await startServer();
    const own = aWorkspace({ tokenEndpoint: started.endpoints.token, tls: trusting(started.ca) });
    const workspace = { ...own, api: { ...own.api, url: started.endpoints.api } };
    const { token } = await app.call('token.run', { runId: 't', workspace });
    const call = { target: 'api', tokenId: token?.id } as const;
    expect(await app.call('repeat.run', order(workspace, call))).toMatchObject({
      succeeded: 40,
      tokens: null,
    });
    await app.call('token.revoke', { runId: 'r', workspace, tokenId: token?.id ?? '', hint: '' });
    expect(await app.call('repeat.run', order(workspace, { ...call, runId: 'm' }))).toMatchObject({
      succeeded: 0,
      failures: [{ id: 'api-token-revoked-here', count: 40 }],
    });
  });
});
