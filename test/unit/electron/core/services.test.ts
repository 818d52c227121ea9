import { createPrivateKey } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ExchangeOptions } from '../../../../electron/core/exchange/exchange-options.ts';
import { sentSecrets } from '../../../../electron/core/exchange/recording/used-secrets.ts';
import type { ExchangeEngine } from '../../../../electron/core/requests/exchange-engine.ts';
import { createServices } from '../../../../electron/core/services.ts';
import type { TokenServerListeners } from '../../../../electron/core/token-server/token-server-service.ts';
import { builtInWorkspace } from '../../../../electron/core/workspaces/default-workspaces.ts';
import { createDispatch, type Dispatch } from '../../../../electron/ipc/dispatch.ts';
import { createHandlers } from '../../../../electron/ipc/handlers.ts';
import type { Exchange, HttpRequest } from '../../../../shared/http/exchange.ts';
import { CHANNELS, type ChannelName } from '../../../../shared/ipc/channels.ts';
import { DEFAULT_ASSERTION } from '../../../../shared/model/default-assertion.ts';
import { openWorkspace, saveWorkspace } from '../../../../shared/model/saved-workspace.ts';
import type { Workspace } from '../../../../shared/model/workspace.ts';
import { ok } from '../../../../shared/result.ts';
import { revealText } from '../../../../shared/text/sensitive-text.ts';
import type { TokenServerState } from '../../../../shared/token-server/state.ts';
import { idleServicePorts, idleWindowPorts } from '../../../fixtures/idle-service-ports.ts';
import { idleTokenServer } from '../../../fixtures/idle-token-server.ts';
import { runningServer } from '../../../fixtures/running-server.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type FakeKeychain, fakeKeychain } from './storage/fake-keychain.ts';

const CANARY = 'canary-5ecr3t!';
/** In its other shapes on the way: form encoded, and in a Basic header (form encoded and raw). */
const CANARY_SHAPES = [
  CANARY,
  encodeURIComponent(CANARY).replace('!', '%21'),
  Buffer.from('server:canary-5ecr3t%21').toString('base64'),
  Buffer.from(`server:${CANARY}`).toString('base64'),
];

type Respond = (request: HttpRequest, options: ExchangeOptions) => { status: number; text: string };

const TOKEN_ANSWER = '{"access_token":"t0k3n","token_type":"bearer","expires_in":299}';

/** Answers by `respond`; a cancelled run ends as the real engine's does, with a record. */
function fakeEngine(respond: Respond) {
  const sent: HttpRequest[] = [];
  const engine: ExchangeEngine = {
    async perform(request, options) {
      sent.push(request);
      const { status, text } = respond(request, options);
      return {
        exchange: recordOf(request, options, status, text),
        withhold: [...(options.withhold ?? []), ...sentSecrets(request)],
      };
    },
    find: () => null,
    viewWire: async () => {
      throw new Error('Nothing is kept');
    },
    warmUp: async () => {},
    close: async () => {},
  };
  return { engine, sent };
}

function recordOf(
  request: HttpRequest,
  { id, purpose }: ExchangeOptions,
  status: number,
  text: string,
): Exchange {
  const body = { text, size: text.length, wireSize: text.length, charset: 'utf-8' };
  return {
    id,
    purpose,
    request,
    response: {
      httpVersion: '1.1',
      status,
      statusText: '',
      headers: [['Content-Type', 'application/json']],
      body: { ...body, contentEncoding: null, truncated: false, binary: false },
    },
    failure: null,
    timings: { dns: null, tcp: null, tls: null, send: null, wait: null, receive: null, total: 5 },
    connection: null,
    tls: null,
    startedAt: 1_000,
  };
}

interface Start {
  readonly respond?: Respond;
  readonly keychain?: FakeKeychain;
  readonly folder?: string;
}

async function startApp({
  respond = () => ({ status: 200, text: TOKEN_ANSWER }),
  keychain,
  folder,
}: Start = {}) {
  const dataFolder = folder ?? (await temporaryFolder());
  const events: { event: string; payload: unknown }[] = [];
  const copied: string[] = [];
  const { engine, sent } = fakeEngine(respond);
  const idle = idleServicePorts(dataFolder);
  let server: TokenServerListeners | undefined;
  const services = await createServices({
    ...idle,
    keychain: keychain ?? fakeKeychain(),
    engine,
    tokenServer: {
      ...idle.tokenServer,
      create: async (_folder, listeners) => {
        server = listeners;
        return idleTokenServer();
      },
    },
    sendEvent: (event, payload) => events.push({ event, payload }),
    now: () => 2_000,
  });
  // The test's folder goes after this: hooks run in reverse order.
  onTestFinished(() => services.close());
  await expect.poll(() => events.some(({ event }) => event === 'history.loaded')).toBe(true);
  const bugs: unknown[] = [];
  const window = {
    ...idleWindowPorts,
    writeClipboard: async (text: string) => {
      copied.push(text);
      return ok(null);
    },
  };
  const dispatch = createDispatch(createHandlers(services, window), (_channel, cause) => bugs.push(cause));
  return {
    services,
    dispatch,
    events,
    copied,
    sent,
    bugs,
    dataFolder,
    tokenServerBecomes: (state: TokenServerState) => server?.onState(state),
  };
}

const workspace = openWorkspace(builtInWorkspace());
const SECRET = { workspaceId: workspace.id, name: 'client:server', secret: CANARY };

async function answerOf<C extends ChannelName>(dispatch: Dispatch, channel: C, input: unknown) {
  const answer = await dispatch(channel, input);
  if (!answer.ok) throw new Error(`${channel}: ${answer.error.message}`);
  return answer.value;
}

async function filesIn(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return (await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')))).join(
    '\n',
  );
}

function expectNoCanary(text: string): void {
  for (const shape of CANARY_SHAPES) expect(text).not.toContain(shape);
}

describe('the first start', () => {
  it('has all that the first frame needs, and the demo clients ready', async () => {
    const { dispatch } = await startApp();
    const bootstrap = await answerOf(dispatch, 'app.bootstrap', undefined);
    expect(bootstrap.workspaces.map(({ name }) => name)).toEqual(['Built-in server', 'Local Curity']);
    expect(bootstrap.clientsWithSecret).toEqual(['built-in/client:server', 'built-in/client:short-lived']);
    expect(bootstrap.tokenServer).toEqual({
      state: { status: 'stopped' },
      settings: { scheme: 'https', port: 8443 },
      clients: [],
      log: [],
    });
    expect(bootstrap.notices).toEqual([]);
  });

  it('demo clients work after each start, even without a keychain', async () => {
    const keychain = fakeKeychain();
    keychain.exists = false;
    const first = await startApp({ keychain });
    await first.services.close();
    const second = await startApp({ keychain, folder: first.dataFolder });
    await answerOf(second.dispatch, 'token.run', { runId: 'r', workspace });
    expect(revealText(second.sent[0]?.body ?? [])).toContain('client_secret=Secr3t%21');
  });
});

describe('a token run and an API call', () => {
  it('sends the secret, keeps the token, and calls the API with it', async () => {
    const { dispatch, sent } = await startApp();
    await answerOf(dispatch, 'secret.set', SECRET);
    const run = await answerOf(dispatch, 'token.run', { runId: 'run-1', workspace });
    expect(revealText(sent[0]?.body ?? [])).toContain('client_secret=canary-5ecr3t%21');
    expect(run.token).toMatchObject({ id: 'run-1', value: 't0k3n', expiresAt: 1_005 + 299_000 });
    expect(run.outcome).toMatchObject({ kind: 'token', accessToken: 't0k3n', expiresIn: 299 });

    const call = await answerOf(dispatch, 'api.run', { runId: 'run-2', workspace, tokenId: 'run-1' });
    expect(call.exchange.purpose).toBe('api');
    const authorization = sent[1]?.headers.find(({ name }) => name === 'Authorization');
    expect(revealText(authorization?.value ?? [])).toBe('Bearer t0k3n');
  });

  it('previews what would be sent, and explains why if nothing can be', async () => {
    const { dispatch } = await startApp();
    const preview = await answerOf(dispatch, 'token.preview', { workspace });
    expect(preview.request?.url).toBe('https://localhost:8443/oauth/v2/oauth-token');
    const broken: Workspace = { ...workspace, server: { issuer: '', tokenEndpoint: 'localhost' } };
    const none = await answerOf(dispatch, 'token.preview', { workspace: broken });
    expect(none).toMatchObject({ request: null, problem: { code: 'config.invalid' } });
  });

  it('a token that is not kept is an error with the next step, in preview and run', async () => {
    const { dispatch, sent } = await startApp();
    const input = { workspace, tokenId: 'gone' };
    expect(await answerOf(dispatch, 'api.preview', input)).toMatchObject({
      problem: { code: 'token.missing' },
    });
    expect(await dispatch('api.run', { ...input, runId: 'r' })).toMatchObject({
      ok: false,
      error: { code: 'token.missing', nextStep: expect.any(String) },
    });
    expect(sent).toEqual([]);
  });

  it('an API is called bare when no token is chosen', async () => {
    const { dispatch, sent } = await startApp();
    await answerOf(dispatch, 'api.run', { runId: 'r', workspace, tokenId: null });
    expect(sent[0]?.headers.map(({ name }) => name)).not.toContain('Authorization');
  });

  it('a token that the workspace would not request today is sent only on purpose', async () => {
    const { dispatch, sent } = await startApp();
    await answerOf(dispatch, 'token.run', { runId: 't', workspace });
    const changed: Workspace = { ...workspace, request: { ...workspace.request, scopes: ['write'] } };
    const input = { runId: 'r', workspace: changed, tokenId: 't' };
    expect(await dispatch('api.run', input)).toMatchObject({ ok: false, error: { code: 'token.stale' } });
    expect(sent).toHaveLength(1);
    await answerOf(dispatch, 'api.run', { ...input, sendStale: true });
    expect(sent).toHaveLength(2);
  });

  it('a new token, then the API: the window hears of the token before the API is called', async () => {
    const order: string[] = [];
    const app = await startApp({
      respond: (_request, { purpose }) => {
        if (purpose === 'api')
          order.push(...app.events.map(({ event }) => event).filter((name) => name === 'run.token'));
        order.push(purpose);
        return { status: 200, text: TOKEN_ANSWER };
      },
    });
    const both = await answerOf(app.dispatch, 'flow.run', { runId: 'r', workspace });
    expect(order).toEqual(['token', 'run.token', 'api']);
    expect(both.call).toMatchObject({ ok: true, value: { exchange: { id: 'r', purpose: 'api' } } });
    expect(revealText(app.sent[1]?.headers.find(({ name }) => name === 'Authorization')?.value ?? [])).toBe(
      'Bearer t0k3n',
    );
    const tokenId = both.token.token?.id ?? '';
    expect(await answerOf(app.dispatch, 'api.preview', { workspace, tokenId })).toMatchObject({
      problem: null,
    });
  });

  it('a new token, then the API: a refused request of a token calls no API', async () => {
    const { dispatch, sent } = await startApp({
      respond: () => ({ status: 401, text: '{"error":"invalid_client"}' }),
    });
    const both = await answerOf(dispatch, 'flow.run', { runId: 'r', workspace });
    expect(both).toMatchObject({ token: { token: null }, call: null });
    expect(sent).toHaveLength(1);
  });

  it('cancelling a run reaches the exchange', async () => {
    let signal: AbortSignal | undefined;
    const app = await startApp({
      respond: (_request, options) => {
        signal = options.signal;
        void app.dispatch('run.cancel', { runId: options.id });
        return { status: 200, text: TOKEN_ANSWER };
      },
    });
    await answerOf(app.dispatch, 'token.run', { runId: 'r', workspace });
    expect(signal?.aborted).toBe(true);
  });
});

describe('the built-in workspace', () => {
  const running = runningServer({
    baseUrl: 'https://localhost:50000',
    issuer: 'https://localhost:50000/oauth/v2/oauth-anonymous',
    token: 'https://localhost:50000/oauth/v2/oauth-token',
    api: 'https://localhost:50000/hello_world',
    caPem: 'pem',
  });

  it('follows the token server, is kept so, and the window hears of it before it hears of the server', async () => {
    const { dispatch, events, tokenServerBecomes, services, dataFolder } = await startApp();
    await answerOf(dispatch, 'tokenServer.start', undefined);
    tokenServerBecomes(running);
    const names = events.map(({ event }) => event).filter((event) => /^workspace|^tokenServer/.test(event));
    expect(names).toEqual(['workspace.changed', 'tokenServer.state']);
    await services.close();
    const next = await startApp({ folder: dataFolder });
    const { workspaces } = await answerOf(next.dispatch, 'app.bootstrap', undefined);
    expect(workspaces[0]).toMatchObject({
      server: { tokenEndpoint: 'https://localhost:50000/oauth/v2/oauth-token' },
      apiCalls: [{ url: 'https://localhost:50000/hello_world' }],
      tls: { verification: 'on', extraCas: [{ name: 'Credence local CA', pem: 'pem' }] },
    });
  });

  it('a draft that was typed while the server moved does not bring the old address back', async () => {
    const { dispatch, events, tokenServerBecomes } = await startApp();
    await answerOf(dispatch, 'tokenServer.start', undefined);
    tokenServerBecomes(running);
    events.length = 0;
    await answerOf(dispatch, 'workspace.save', {
      workspace: saveWorkspace({ ...workspace, name: 'Renamed' }),
    });
    expect(events).toMatchObject([
      {
        event: 'workspace.changed',
        payload: { name: 'Renamed', server: { tokenEndpoint: running.endpoints.token } },
      },
    ]);
  });
});

describe('kept state', () => {
  it('deleting a client deletes its secret, and so does deleting its workspace', async () => {
    const { dispatch } = await startApp();
    const own: Workspace = { ...workspace, id: 'own', kind: 'custom' };
    await answerOf(dispatch, 'workspace.save', { workspace: saveWorkspace(own) });
    for (const clientKey of ['server', 'short-lived']) {
      await answerOf(dispatch, 'secret.set', {
        workspaceId: 'own',
        name: `client:${clientKey}`,
        secret: CANARY,
      });
    }
    const secretsOfOwn = async () =>
      (await answerOf(dispatch, 'app.bootstrap', undefined)).clientsWithSecret.filter((key) =>
        key.startsWith('own/'),
      );
    await answerOf(dispatch, 'workspace.save', {
      workspace: saveWorkspace({ ...own, clients: own.clients.slice(0, 1) }),
    });
    expect(await secretsOfOwn()).toEqual(['own/client:server']);
    await answerOf(dispatch, 'workspace.delete', { workspaceId: 'own' });
    expect(await secretsOfOwn()).toEqual([]);
  });

  it('an emptied secret is a cleared one', async () => {
    const { dispatch } = await startApp();
    await answerOf(dispatch, 'secret.set', SECRET);
    expect(await answerOf(dispatch, 'secret.set', { ...SECRET, secret: '' })).toMatchObject({
      hasSecret: false,
    });
  });
});

describe('the canary: a secret that was typed', () => {
  /** A server that sends back all it was sent, and what it makes of it. */
  const echo: Respond = (request, { purpose }) => {
    // These requests carry no client secret, so there is none to send back.
    if (purpose === 'api' || purpose === 'metadata' || purpose === 'jwks')
      return { status: 200, text: 'fine' };
    const headers = request.headers.map(({ name, value }) => `${name}: ${revealText(value)}`);
    return { status: 400, text: [...headers, revealText(request.body ?? []), CANARY].join('\n') };
  };

  const methods: readonly Pick<Workspace['clients'][number], 'authMethod' | 'basicEncoding'>[] = [
    { authMethod: 'client_secret_post', basicEncoding: 'form' },
    { authMethod: 'client_secret_basic', basicEncoding: 'form' },
    { authMethod: 'client_secret_basic', basicEncoding: 'raw' },
  ];

  it.each(methods.flatMap((method) => [true, false].map((exists) => ({ ...method, exists }))))(
    'is in no answer, no event and no file ($authMethod, $basicEncoding, keychain: $exists)',
    async ({ exists, ...method }) => {
      const keychain = fakeKeychain();
      keychain.exists = exists;
      const { dispatch, events, copied, sent, bugs, services } = await startApp({
        keychain,
        respond: echo,
      });
      const used = { ...workspace, clients: workspace.clients.map((client) => ({ ...client, ...method })) };
      const { id: tokenId } = await answerOf(dispatch, 'token.adopt', { workspace: used, value: 't0k3n' });
      const inputs: Partial<Record<ChannelName, unknown>> = {
        'workspace.save': { workspace: saveWorkspace(used) },
        'workspace.select': { workspaceId: used.id },
        'workspace.delete': { workspaceId: 'local-curity' },
        'settings.save': {
          settings: {
            ...(await answerOf(dispatch, 'app.bootstrap', undefined)).settings,
            tutorialSeen: true,
          },
        },
        'file.save': { suggestedName: 'export.har', text: '{}' },
        'secret.set': SECRET,
        'secret.clear': { workspaceId: 'nobody', name: 'client:nobody' },
        'metadata.fetch': { runId: 'r0', workspace: used, address: 'https://localhost:8443' },
        'token.preview': { workspace: used },
        'token.run': { runId: 'r1', workspace: used },
        'token.introspect': { runId: 'r3', workspace: used, tokenId, format: 'json', hint: '' },
        'token.revoke': { runId: 'r4', workspace: used, tokenId, hint: 'access_token' },
        'token.verify': { runId: 'r5', workspace: used, tokenId },
        'token.remove': { ids: [tokenId] },
        'api.preview': { workspace: used, tokenId: null },
        'flow.run': { runId: 'r7', workspace: used },
        'api.run': { runId: 'r2', workspace: { ...used, api: { ...used.api, body: 'x' } }, tokenId: null },
        'repeat.run': {
          runId: 'r6',
          workspace: used,
          target: 'token',
          tokenId: null,
          planned: 3,
          atOnce: 2,
          allowRemote: false,
        },
        'run.cancel': { runId: 'r1' },
        'history.search': { query: 'canary' },
        'history.get': { id: 'r1' },
        'history.pin': { ids: ['r1'], pinned: true },
        'clipboard.copyTokenCurl': { workspace: used, shell: 'bash', secrets: 'variables' },
        'tokenServer.configure': { settings: { scheme: 'http', port: 0 } },
      };
      await dispatch('secret.set', SECRET);
      const answers: string[] = [];
      for (const channel of CHANNELS) {
        const answer = await dispatch(channel, inputs[channel]);
        answers.push(`${channel} ${JSON.stringify(answer)}`);
      }
      for (const channel of ['history.list', 'history.get', 'app.bootstrap'] as const) {
        answers.push(JSON.stringify(await dispatch(channel, inputs[channel])));
      }
      await services.close();

      expect(bugs).toEqual([]);
      const wasSent = sent.some((request) =>
        CANARY_SHAPES.some((shape) =>
          [request.body ?? [], ...request.headers.map(({ value }) => value)].some((text) =>
            revealText(text).includes(shape),
          ),
        ),
      );
      expect(wasSent).toBe(true);
      expectNoCanary(answers.join('\n'));
      expectNoCanary(JSON.stringify(events));
      expectNoCanary(copied.join('\n'));
    },
  );

  it.each([true, false])(
    'is in no file after it was used and the app has ended (keychain: %s)',
    async (exists) => {
      const keychain = fakeKeychain();
      keychain.exists = exists;
      const { dispatch, services, dataFolder } = await startApp({ keychain, respond: echo });
      await answerOf(dispatch, 'secret.set', SECRET);
      await answerOf(dispatch, 'workspace.save', { workspace: saveWorkspace(workspace) });
      await answerOf(dispatch, 'token.run', { runId: 'r1', workspace });
      await answerOf(dispatch, 'api.run', { runId: 'r2', workspace, tokenId: null });
      await services.close();
      const content = await filesIn(dataFolder);
      expect(content).toContain('localhost:8443');
      expectNoCanary(content);
    },
  );

  it('reaches the clipboard only when the user asks for it in plain', async () => {
    const { dispatch, copied } = await startApp();
    await answerOf(dispatch, 'secret.set', SECRET);
    const input = { workspace, shell: 'bash' };
    await answerOf(dispatch, 'clipboard.copyTokenCurl', { ...input, secrets: 'variables' });
    await answerOf(dispatch, 'clipboard.copyTokenCurl', { ...input, secrets: 'plain' });
    expectNoCanary(copied[0] ?? '');
    expect(copied[0]).toContain('CLIENT_SECRET');
    expect(CANARY_SHAPES.some((shape) => copied[1]?.includes(shape))).toBe(true);
  });
});

describe('the canary: a private key, its passphrase, and what it signs', () => {
  const FOLDER = join(import.meta.dirname, '../../../fixtures/keys');
  const fixture = (name: string) => readFile(join(FOLDER, name), 'utf8');

  it.each([true, false])('are in no answer, no event and no file (keychain: %s)', async (exists) => {
    const keychain = fakeKeychain();
    keychain.exists = exists;
    const echo: Respond = (request) => ({ status: 400, text: revealText(request.body ?? []) });
    const app = await startApp({ keychain, respond: echo });
    const { dispatch, sent } = app;
    const encrypted = await fixture('rsa-pkcs8-pbes2.pem');
    const imported = await answerOf(dispatch, 'key.import', {
      workspaceId: workspace.id,
      name: '',
      source: { kind: 'text', text: encrypted },
      certificates: '',
      passphrase: 'pass phrase é',
    });
    const subject = { subject: 'CN=server', names: [] };
    const key = await answerOf(dispatch, 'key.certify', {
      workspaceId: workspace.id,
      key: imported,
      ...subject,
      days: 1,
    });
    const assertion = { ...DEFAULT_ASSERTION, keyId: key.id, signatureAlgorithm: 'PS256' } as const;
    const used: Workspace = {
      ...workspace,
      keys: [key],
      clients: workspace.clients.map((client) => ({
        ...client,
        authMethod: 'private_key_jwt',
        assertion,
        certificateKeyId: key.id,
      })),
    };
    const inputs: Partial<Record<ChannelName, unknown>> = {
      'workspace.save': { workspace: saveWorkspace(used) },
      'workspace.delete': { workspaceId: 'local-curity' },
      'key.describe': { key },
      'key.requestCertificate': { workspaceId: workspace.id, key, ...subject },
      'key.setCertificates': { key, text: key.certificates.join('') },
      'token.preview': { workspace: used },
      'token.run': { runId: 'r1', workspace: used },
      'history.get': { id: 'r1' },
      'clipboard.copyTokenCurl': { workspace: used, shell: 'bash', secrets: 'variables' },
    };
    const answers = [JSON.stringify([imported, key])];
    for (const channel of CHANNELS) answers.push(JSON.stringify(await dispatch(channel, inputs[channel])));
    for (const channel of ['history.list', 'history.get', 'app.bootstrap'] as const) {
      answers.push(JSON.stringify(await dispatch(channel, inputs[channel])));
    }
    await app.services.close();
    expect(app.bugs).toEqual([]);

    const privateKey = createPrivateKey(await fixture('rsa-pkcs8.pem'));
    const { d = '', p = '', q = '' } = privateKey.export({ format: 'jwk' });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const signatures = sent.map(
      (request) =>
        revealText(request.body ?? [])
          .split('.')
          .at(-1) ?? '',
    );
    expect(signatures[0]).toMatch(/^[\w-]{300,}$/);
    const shown = [answers.join('\n'), JSON.stringify(app.events), app.copied.join('\n')];
    const canaries = [d, p, q, pem.split('\n')[9] ?? '', 'pass phrase é', ...signatures];
    for (const text of [...shown, await filesIn(app.dataFolder)]) {
      for (const canary of canaries) {
        expect(canary.length).toBeGreaterThan(10);
        expect(text).not.toContain(canary);
      }
    }
    expect(shown[0]).toContain('"aud"');
  });
});
