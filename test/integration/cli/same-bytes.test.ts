import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { blankClient, blankWorkspace } from '../../../shared/model/blank-workspace.ts';
import { CLIENT_AUTH_METHODS } from '../../../shared/model/client-choices.ts';
import { DEFAULT_ASSERTION } from '../../../shared/model/default-assertion.ts';
import { BLANK_TOKEN_REQUEST, openWorkspace, saveWorkspace } from '../../../shared/model/saved-workspace.ts';
import { clientSecretKey } from '../../../shared/model/secret-keys.ts';
import type { SavedClient, SavedWorkspace } from '../../../shared/model/workspace.ts';
import { methodOf } from '../../../shared/oauth/methods/methods.ts';
import { makeTestPki, type TestPki } from '../../fixtures/certificates/test-pki.ts';
import { startProxyServer } from '../../fixtures/servers/proxy-server.ts';
import { startRawServer } from '../../fixtures/servers/raw-server.ts';
import { answer } from '../../fixtures/servers/scripts.ts';
import { startAppBench } from '../credentials/app-bench.ts';
import { credence, temporaryFolder } from './command.ts';

const PASSPHRASE = 'correct horse battery';
const TOKEN = '{"access_token":"t0k3n","token_type":"Bearer","expires_in":300}';
const CALLS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

let pki: TestPki;
beforeAll(async () => {
  pki = await makeTestPki();
});

/** Asks for a client certificate, answers everything with a token, and keeps every byte. */
async function startRecorder() {
  const requests: string[] = [];
  const server = await startRawServer({
    script: async (peer) => {
      for (let bytes = await peer.readRequest(); bytes !== null; bytes = await peer.readRequest()) {
        const certificate =
          (peer.socket as TLSSocket).getPeerCertificate().fingerprint256 ?? 'no certificate';
        requests.push(`${certificate}\n${withoutFresh(bytes.toString('latin1'))}`);
        peer.write(answer(TOKEN, { headers: ['Content-Type: application/json'] }));
      }
    },
    tls: { ...pki.good, requestCert: true, rejectUnauthorized: false },
  });
  onTestFinished(() => server.close());
  /** Those since the last look. */
  return { server, takeRequests: () => requests.splice(0) };
}

/** Without what is made anew for each request: times, identifiers, signatures. */
function withoutFresh(text: string): string {
  return text.replace(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, (jwt) => {
    const [header = '', payload = ''] = jwt
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString());
    const claims = JSON.parse(payload) as Record<string, unknown>;
    for (const name of ['iat', 'exp', 'nbf', 'jti']) if (name in claims) claims[name] = typeof claims[name];
    return `${header}.${JSON.stringify(claims)}`;
  });
}

test('one workspace file sends the same bytes from the main process and from the command line', {
  timeout: 120_000,
}, async () => {
  const { server: recorder, takeRequests } = await startRecorder();
  const proxy = await startProxyServer();
  onTestFinished(() => proxy.close());
  const file = join(await temporaryFolder(), 'orders.credence.json');
  const { call } = await startAppBench({ exportTo: file });

  const id = 'orders';
  const key = await call('key.generate', { workspaceId: id, name: 'Signing key', kind: 'EC P-256' });
  const subject = { subject: 'CN=orders', names: ['orders.example'] };
  const certified = await call('key.certify', { workspaceId: id, key, days: 30, ...subject });
  const workspace: SavedWorkspace = {
    ...saveWorkspace(blankWorkspace({ id, clientKey: 'c', name: 'Orders' })),
    server: { issuer: 'https://issuer.example', tokenEndpoint: recorder.url('/token') },
    tls: { verification: 'on', extraCas: [{ name: 'Test root', pem: pki.root.pem }], pins: [] },
    // The loopback, too, so that the recorder is reached through it.
    proxy: {
      mode: 'explicit',
      url: `http://127.0.0.1:${proxy.port}`,
      username: '',
      noProxy: '',
      includeLoopback: true,
    },
    keys: [certified],
    clients: [
      ...CLIENT_AUTH_METHODS.map((authMethod) => aClient(authMethod, key.id, { authMethod })),
      aClient('dpop', key.id, { dpop: { keyId: key.id, algorithm: 'ES256' } }),
    ],
    apiCalls: CALLS.map((method) => ({
      id: method,
      name: `Call ${method}`,
      clientId: 'client_secret_basic',
      method,
      url: recorder.url(`/api/${method.toLowerCase()}?q=ä b`),
      headers: [{ id: 'h', name: 'X-Trace', value: 'one two', enabled: true }],
      body: method === 'GET' ? '' : '{"n":1}',
      expectations: [],
    })),
  };
  await call('workspace.save', { workspace });
  for (const client of workspace.clients.filter((each) => methodOf(each).credential === 'secret'))
    await call('secret.set', {
      workspaceId: id,
      name: clientSecretKey(client.id),
      secret: 's3cr:et%+ä of more than 32 characters',
    });
  await call('workspace.export', { workspace, passphrase: PASSPHRASE });

  const env = { CREDENCE_PASSPHRASE: PASSPHRASE };
  for (const client of workspace.clients) {
    const opened = openWorkspace(workspace, { clientId: client.id });
    await call('token.run', { runId: `window-${client.id}`, workspace: opened });
    const fromWindow = takeRequests();
    const { exitCode, stderr } = await credence(['token', file, '--client', client.id], { env });
    expect([client.id, exitCode, stderr.includes('✗')]).toEqual([client.id, 0, false]);
    expect(takeRequests()).toEqual(fromWindow);
    expect(fromWindow).toHaveLength(1);
  }

  for (const { id: callId } of workspace.apiCalls) {
    const opened = openWorkspace(workspace, { clientId: 'client_secret_basic', callId });
    await call('flow.run', { runId: `window-${callId}`, workspace: opened });
  }
  const fromWindow = takeRequests().filter(isApiCall);
  expect((await credence(['run', file], { env })).exitCode).toBe(0);
  expect(takeRequests().filter(isApiCall)).toEqual(fromWindow);
  expect(fromWindow).toHaveLength(CALLS.length);
  expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT localhost:${recorder.port}`]));
});

function isApiCall(request: string): boolean {
  return request.includes(' /api/');
}

function aClient(id: string, keyId: string, change: Partial<SavedClient>): SavedClient {
  return {
    ...blankClient(id),
    clientId: `${id} of Orders`,
    assertion: { ...DEFAULT_ASSERTION, keyId },
    ...(id.includes('tls') ? { certificateKeyId: keyId } : {}),
    request: { ...BLANK_TOKEN_REQUEST, scopes: ['read', 'write'], resources: ['https://api.example/a b'] },
    ...change,
  };
}
