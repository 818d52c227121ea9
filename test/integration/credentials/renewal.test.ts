import { describe, expect, it, onTestFinished } from 'vitest';
import type { ApiRun } from '../../../shared/ipc/runs.ts';
import type { Renewal, Workspace } from '../../../shared/model/workspace.ts';
import { type RawServer, startRawServer } from '../../fixtures/servers/raw-server.ts';
import { answer, answeringInTurn } from '../../fixtures/servers/scripts.ts';
import { aWorkspace } from '../../unit/shared/fixtures.ts';
import { startAppBench } from './app-bench.ts';

interface Script {
  /** What the token endpoint answers, one after the other; the last one repeats. */
  readonly tokens: readonly object[];
  /** Which tokens the API takes. */
  readonly good: readonly string[];
  readonly challenge?: string;
}

/** A token endpoint and an API, as odd as a test wants them. Keeps what it was asked. */
async function startServer({ tokens, good, challenge }: Script): Promise<RawServer & { asked: string[] }> {
  const asked: string[] = [];
  let issued = 0;
  const server = await startRawServer({
    script: async (peer) => {
      for (;;) {
        const request = await peer.readRequest();
        if (!request) return;
        const text = request.toString();
        if (text.startsWith('POST')) {
          asked.push('token');
          const body = tokens[Math.min(issued, tokens.length - 1)] ?? {};
          issued += 1;
          const status = 'error' in body ? '400 Bad Request' : '200 OK';
          peer.write(answer(JSON.stringify(body), { status, headers: ['Content-Type: application/json'] }));
          continue;
        }
        const token = /^authorization: bearer (\S+)/im.exec(text)?.[1] ?? 'none';
        asked.push(`api ${token}`);
        peer.write(
          good.includes(token)
            ? answer('{}')
            : answer('', {
                status: '401 Unauthorized',
                headers: [`WWW-Authenticate: ${challenge ?? 'Bearer error="invalid_token"'}`],
              }),
        );
      }
    },
  });
  onTestFinished(() => server.close());
  return { ...server, asked };
}

const issue = (token: string, expiresIn = 299) => ({
  access_token: token,
  token_type: 'bearer',
  expires_in: expiresIn,
});

/** Gets a token and calls the API with it. */
async function call(script: Script, renewal: Partial<Renewal>) {
  const app = await startAppBench();
  const server = await startServer(script);
  const workspace: Workspace = {
    ...aWorkspace({ tokenEndpoint: server.url('/token'), client: { authMethod: 'none' } }),
    api: { method: 'GET', url: server.url('/api'), headers: [], body: '' },
    renewal: { beforeExpiry: false, onUnauthorized: false, ...renewal },
  };
  const { token } = await app.call('token.run', { runId: 't', workspace });
  const run: ApiRun = await app.call('api.run', {
    runId: 'a',
    workspace,
    tokenId: token?.id ?? null,
  });
  return { app, run, workspace, asked: server.asked };
}

describe('on 401', () => {
  it('requests a new token and repeats the call once; both calls are in the history, with the reason', async () => {
    const { app, run, workspace, asked } = await call(
      { tokens: [issue('old'), issue('new')], good: ['new'] },
      { onUnauthorized: true },
    );
    expect(asked).toEqual(['token', 'api old', 'token', 'api new']);
    expect(run.exchange.response?.status).toBe(200);
    expect(run.renewal).toMatchObject({
      reason: 'unauthorized',
      run: { ok: true, value: { token: { value: 'new' } } },
    });
    const [refused] = run.earlier;
    expect(refused?.response?.status).toBe(401);
    expect(refused?.repeatedBy).toEqual({ exchangeId: run.exchange.id, reason: 'token-renewed' });
    expect(run.exchange.repeats).toEqual({ exchangeId: refused?.id, reason: 'token-renewed' });
    expect([...app.history()].sort()).toEqual(['api 200', 'api 401', 'token 200', 'token 200']);
    // The new token is on the shelf.
    expect(await app.call('api.preview', { workspace, tokenId: 'a/token' })).toMatchObject({ problem: null });
  });

  it('renews only once, whatever the API responds then', async () => {
    const { run, asked } = await call(
      { tokens: [issue('old'), issue('new')], good: [] },
      { onUnauthorized: true },
    );
    expect(asked).toEqual(['token', 'api old', 'token', 'api new']);
    expect(run.exchange.response?.status).toBe(401);
    expect(run.findings[0]?.id).toBe('api-invalid-token');
  });

  it('links each call to its neighbours if nonces are required before and after the renewal', async () => {
    const app = await startAppBench();
    const token = (value: string) =>
      answer(JSON.stringify({ ...issue(value), token_type: 'DPoP' }), {
        headers: ['Content-Type: application/json'],
      });
    const refusal = (error: string, nonce: string) =>
      answer('', {
        status: '401 Unauthorized',
        headers: [`WWW-Authenticate: DPoP error="${error}"`, `DPoP-Nonce: ${nonce}`],
      });
    const answers = [token('old'), refusal('use_dpop_nonce', 'a'), refusal('invalid_token', 'a')];
    answers.push(token('new'), refusal('use_dpop_nonce', 'b'), answer('{}'));
    const server = await startRawServer({ script: answeringInTurn(...answers) });
    onTestFinished(() => server.close());
    const key = await app.call('key.generate', { workspaceId: 'workspace', name: 'k', kind: 'EC P-256' });
    const dpop = { keyId: key.id, algorithm: 'ES256' } as const;
    const workspace: Workspace = {
      ...aWorkspace({
        tokenEndpoint: server.url('/token'),
        client: { authMethod: 'none', dpop },
        keys: [key],
      }),
      api: { method: 'GET', url: server.url('/api'), headers: [], body: '' },
      renewal: { beforeExpiry: false, onUnauthorized: true },
    };
    const first = await app.call('token.run', { runId: 't', workspace });
    const run = await app.call('api.run', { runId: 'a', workspace, tokenId: first.token?.id ?? null });
    expect(run.exchange.response?.status).toBe(200);
    const calls = [...run.earlier, run.exchange];
    const reasons = ['dpop-nonce', 'token-renewed', 'dpop-nonce'];
    const links = reasons.map((reason, index) => [
      { exchangeId: calls[index + 1]?.id, reason },
      { exchangeId: calls[index]?.id, reason },
    ]);
    expect(calls.slice(0, -1).map((call, index) => [call.repeatedBy, calls[index + 1]?.repeats])).toEqual(
      links,
    );
    expect(calls.map(({ response }) => response?.status)).toEqual([401, 401, 401, 200]);
  });

  it('not for a refusal that a new token does not mend', async () => {
    const { run, asked } = await call(
      {
        tokens: [issue('old')],
        good: [],
        challenge: 'Bearer error="invalid_token", error_description="The audience is invalid"',
      },
      { onUnauthorized: true },
    );
    expect(asked).toEqual(['token', 'api old']);
    expect(run.renewal).toBeUndefined();
  });

  it('not without the choice', async () => {
    const { asked } = await call({ tokens: [issue('old'), issue('new')], good: ['new'] }, {});
    expect(asked).toEqual(['token', 'api old']);
  });

  it('if no new token is available, the first response stays, with the reason', async () => {
    const { run, asked } = await call(
      { tokens: [issue('old'), { error: 'invalid_client' }], good: [] },
      { onUnauthorized: true },
    );
    expect(asked).toEqual(['token', 'api old', 'token']);
    expect(run.exchange.response?.status).toBe(401);
    expect(run.renewal?.run).toMatchObject({
      ok: true,
      value: { token: null, outcome: { error: 'invalid_client' } },
    });
  });
});

describe('before expiry', () => {
  it('a token that is over is renewed first; the API never sees it', async () => {
    const { run, asked } = await call(
      { tokens: [issue('old', 0), issue('new')], good: ['new'] },
      { beforeExpiry: true },
    );
    expect(asked).toEqual(['token', 'token', 'api new']);
    expect(run.renewal?.reason).toBe('before-expiry');
    expect(run.earlier).toEqual([]);
  });

  it('and not once more on 401', async () => {
    const { asked } = await call(
      { tokens: [issue('old', 0), issue('new')], good: [] },
      { beforeExpiry: true, onUnauthorized: true },
    );
    expect(asked).toEqual(['token', 'token', 'api new']);
  });

  it('if no new token is available, the call uses the old one', async () => {
    const { run, asked } = await call(
      { tokens: [issue('old', 0), { error: 'invalid_client' }], good: [] },
      { beforeExpiry: true },
    );
    expect(asked).toEqual(['token', 'token', 'api old']);
    expect(run.exchange.response?.status).toBe(401);
    expect(run.renewal?.reason).toBe('before-expiry');
  });

  it('uses a valid token unchanged', async () => {
    const { run, asked } = await call({ tokens: [issue('old')], good: ['old'] }, { beforeExpiry: true });
    expect(asked).toEqual(['token', 'api old']);
    expect(run.renewal).toBeUndefined();
  });
});
