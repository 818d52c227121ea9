import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Question } from '../../../electron/core/credentials/secret-gate.ts';
import type { ExchangeEngine } from '../../../electron/core/requests/exchange-engine.ts';
import { createServices } from '../../../electron/core/services.ts';
import type { TokenServerListeners } from '../../../electron/core/token-server/token-server-service.ts';
import { sealSecrets } from '../../../electron/core/workspaces/sealed-secrets.ts';
import { exportWorkspace } from '../../../shared/formats/workspace-file/export-workspace.ts';
import { writeSecrets } from '../../../shared/formats/workspace-file/sealed-secrets.ts';
import type { HttpRequest } from '../../../shared/http/exchange.ts';
import { blankWorkspace } from '../../../shared/model/blank-workspace.ts';
import { PROXY_SECRET_KEY } from '../../../shared/model/default-connection.ts';
import { saveWorkspace } from '../../../shared/model/saved-workspace.ts';
import { clientSecretKey, secretKey, variableSecretKey } from '../../../shared/model/secret-keys.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { ok } from '../../../shared/result.ts';
import { idleServicePorts } from '../../fixtures/idle-service-ports.ts';
import { idleTokenServer } from '../../fixtures/idle-token-server.ts';
import { runningServer } from '../../fixtures/running-server.ts';
import { fakeKeychain } from '../electron/core/storage/fake-keychain.ts';
import { temporaryFolder } from '../electron/temporary-folder.ts';
import { anExchange, aResponse } from '../shared/fixtures.ts';
import { someVariables } from '../shared/variables/some-variables.ts';

const HONEST = 'https://as.example';
const EVIL = 'https://evil.example';
const SIGNAL = new AbortController().signal;

let questions: Question[];
let answer: boolean;
let sent: HttpRequest[];

beforeEach(() => {
  questions = [];
  answer = false;
  sent = [];
});

/** The services of the window, with a user who answers each question by `answer`. */
async function start() {
  const engine: ExchangeEngine = {
    async perform(request, { id, purpose }) {
      sent.push(request);
      return { exchange: anExchange({ id, purpose, request, response: aResponse('{}') }), withhold: [] };
    },
    find: () => null,
    viewWire: () => Promise.reject(new Error('Nothing is kept')),
    warmUp: async () => {},
    close: async () => {},
  };
  let server: TokenServerListeners | undefined;
  const ports = idleServicePorts(await temporaryFolder());
  const services = await createServices({
    ...ports,
    keychain: fakeKeychain(),
    engine,
    tokenServer: {
      ...ports.tokenServer,
      create: async (_folder, listeners) => {
        server = listeners;
        return idleTokenServer();
      },
    },
    confirm: async (question) => {
      questions.push(question);
      return answer;
    },
  });
  onTestFinished(() => services.close());
  return { services, server: () => server };
}

function workspaceAt(origin: string, parts: Partial<Workspace> = {}): Workspace {
  return {
    ...blankWorkspace({ id: 'w', clientKey: 'c', name: 'Work' }),
    server: { issuer: '', tokenEndpoint: `${origin}/token` },
    api: { method: 'GET', url: 'https://api.example/orders', headers: [], body: '' },
    ...parts,
  };
}

/** As a person does it: the workspace is there, then its secret is typed. */
async function withSecret(parts: Partial<Workspace> = {}) {
  const app = await start();
  await app.services.workspaces.save(saveWorkspace(workspaceAt(HONEST, parts)));
  await app.services.secrets.set(secretKey('w', clientSecretKey('c')), 'Secr3t!');
  const getToken = (workspace: Workspace) =>
    app.services.core.requestToken(workspace, { id: `run-${sent.length}`, signal: SIGNAL });
  return { ...app, getToken };
}

describe('a client secret', () => {
  it('goes without a question to the server that the form showed when it was typed', async () => {
    const { getToken } = await withSecret();
    expect(await getToken(workspaceAt(HONEST))).toMatchObject({ ok: true });
    expect(
      await getToken({ ...workspaceAt(HONEST), server: { issuer: '', tokenEndpoint: `${HONEST}/other` } }),
    ).toMatchObject({ ok: true });
    expect(questions).toEqual([]);
    expect(sent).toHaveLength(2);
  });

  it('does not go elsewhere when the user refuses, whatever the page has saved', async () => {
    const { getToken, services } = await withSecret();
    await services.workspaces.save(saveWorkspace(workspaceAt(EVIL)));
    expect(await getToken(workspaceAt(EVIL))).toMatchObject({
      ok: false,
      error: { code: 'secret.not-allowed', nextStep: expect.stringContaining(EVIL) },
    });
    expect(sent).toEqual([]);
    expect(questions).toHaveLength(1);
    expect(questions[0]?.message).toContain(EVIL);
    expect(questions[0]?.detail).toContain(HONEST);
    expect(JSON.stringify(questions)).not.toContain('Secr3t!');
  });

  it('asks once for another server', async () => {
    answer = true;
    const { getToken } = await withSecret();
    expect(await getToken(workspaceAt(EVIL))).toMatchObject({ ok: true });
    expect(await getToken(workspaceAt(EVIL))).toMatchObject({ ok: true });
    expect(questions).toHaveLength(1);
  });

  it('asks once for concurrent requests', async () => {
    answer = true;
    const { services } = await withSecret();
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        services.core.requestToken(workspaceAt(EVIL), { id: `run-${index}`, signal: SIGNAL }),
      ),
    );
    expect(questions).toHaveLength(1);
    expect(sent).toHaveLength(8);
  });

  it('goes to the running built-in server at any port', async () => {
    const { getToken, services, server } = await withSecret();
    await services.tokenServer.start();
    server()?.onState(runningServer({ baseUrl: 'https://localhost:9999' }));
    expect(await getToken(workspaceAt('https://localhost:9999'))).toMatchObject({ ok: true });
    expect(await getToken(workspaceAt('https://localhost:9998'))).toMatchObject({ ok: false });
  });

  it('is not read by a proxy that the page put in the way', async () => {
    const { getToken } = await withSecret();
    const proxy = {
      mode: 'explicit',
      url: 'http://evil.example:3128',
      username: '',
      noProxy: '',
      includeLoopback: false,
    } as const;
    expect(await getToken(workspaceAt(HONEST, { proxy }))).toMatchObject({ ok: true });
    const unverified = { verification: 'off', extraCas: [], pins: [] } as const;
    expect(
      await getToken(workspaceAt(HONEST, { proxy, tls: { ...unverified, extraCas: [], pins: [] } })),
    ).toMatchObject({ ok: false, error: { code: 'secret.not-allowed' } });
  });

  it('of a client assertion is bound like the secret itself', async () => {
    const { getToken } = await withSecret();
    const [client] = workspaceAt(EVIL).clients;
    if (!client) throw new Error('A workspace has a client');
    const clients = [{ ...client, authMethod: 'client_secret_jwt' as const }];
    expect(await getToken(workspaceAt(EVIL, { clients }))).toMatchObject({ ok: false });
    expect(sent).toEqual([]);
  });
});

it.each(['introspection', 'revocation'] as const)('%s at another server asks as well', async (operation) => {
  const { services } = await withSecret();
  const workspace = workspaceAt(HONEST, {
    server: {
      issuer: '',
      tokenEndpoint: `${HONEST}/token`,
      introspectionEndpoint: `${EVIL}/introspect`,
      revocationEndpoint: `${EVIL}/revoke`,
    },
  });
  const token = services.runs.adopt({ workspace, value: 'a-token' });
  const run = { runId: 'run', workspace, tokenId: token.id, hint: '' };
  const result =
    operation === 'introspection'
      ? await services.runs.introspect({ ...run, format: 'json' })
      : await services.runs.revoke(run);
  expect(result).toMatchObject({ ok: false, error: { code: 'secret.not-allowed' } });
  expect(sent).toEqual([]);
});

it('a secret from an imported file is confirmed for the origins in its summary only', async () => {
  const server = {
    issuer: '',
    tokenEndpoint: `${HONEST}/token`,
    introspectionEndpoint: 'https://introspect.example/',
  };
  const file = saveWorkspace(workspaceAt(HONEST, { server }));
  const cost = { cost: 1024, blockSize: 8, parallelization: 1 };
  const sealed = await sealSecrets(
    writeSecrets([{ client: clientSecretKey('c'), secret: 'Secr3t!' }]),
    'passphrase',
    cost,
  );
  const { services } = await start();
  const { text } = exportWorkspace(file, { secrets: sealed });
  const imported = await services.workspaceFiles.import(text, 'passphrase');
  if (!imported.ok) throw new Error(imported.error.message);
  const workspace = { ...workspaceAt(HONEST, { server }), id: imported.value.workspace.id };
  const token = services.runs.adopt({ workspace, value: 'a-token' });
  const introspectAt = (introspectionEndpoint: string) =>
    services.runs.introspect({
      runId: `run-${sent.length}`,
      workspace: { ...workspace, server: { ...server, introspectionEndpoint } },
      tokenId: token.id,
      hint: '',
      format: 'json',
    });
  expect(await introspectAt(server.introspectionEndpoint)).toMatchObject({ ok: true });
  expect(questions).toEqual([]);
  expect(await introspectAt(`${EVIL}/`)).toMatchObject({ ok: false });
  // The summary showed this origin as getting the access token only.
  expect(await introspectAt('https://api.example/')).toMatchObject({ ok: false });
  expect(questions).toHaveLength(2);
  expect(sent).toHaveLength(1);
});

it('a secret variable is confirmed for the API it was typed for, and asks for another', async () => {
  const parts = {
    variables: someVariables({}, ['api_key']),
    api: {
      method: 'GET',
      url: 'https://api.example/orders',
      headers: [{ id: 'h', name: 'X-Key', value: '{{api_key}}', enabled: true }],
      body: '',
    },
  };
  const { services } = await withSecret(parts);
  await services.secrets.set(secretKey('w', variableSecretKey('dev', 'id-api_key')), 'variable-value');
  const call = (workspace: Workspace) =>
    services.core.callApi(workspace, null, { id: `api-${sent.length}`, signal: SIGNAL });
  expect(await call(workspaceAt(HONEST, parts))).toMatchObject({ ok: true });
  const elsewhere = { ...parts, api: { ...parts.api, url: `${EVIL}/` } };
  expect(await call(workspaceAt(HONEST, elsewhere))).toMatchObject({ ok: false });
  expect(sent).toHaveLength(1);
});

it('the proxy password is confirmed for the proxy it was typed for, and asks for another', async () => {
  const proxy = {
    mode: 'explicit',
    url: 'http://proxy.example:3128',
    username: 'u',
    noProxy: '',
    includeLoopback: false,
  } as const;
  const { services, getToken } = await withSecret({ proxy });
  await services.secrets.set(secretKey('w', PROXY_SECRET_KEY), 'proxy-password');
  expect(await getToken(workspaceAt(HONEST, { proxy }))).toMatchObject({ ok: true });
  const other = { ...proxy, url: 'http://evil.example:3128' };
  expect(await getToken(workspaceAt(HONEST, { proxy: other }))).toMatchObject({ ok: false });
  expect(sent).toHaveLength(1);
});

it('a secret on the clipboard needs the user’s word', async () => {
  const { services } = await withSecret();
  const { tokenCurl } = await import('../../../electron/core/token-curl.ts');
  const copy = () =>
    tokenCurl(
      services.core,
      { workspace: workspaceAt(HONEST), shell: 'bash', secrets: 'plain' },
      services.confirm,
    );
  expect(await copy()).toMatchObject({ ok: false, error: { code: 'secret.not-allowed' } });
  answer = true;
  expect(await copy()).toEqual(ok(expect.stringContaining('Secr3t')));
  expect(questions).toHaveLength(2);
});
