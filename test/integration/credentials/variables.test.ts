import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCurl } from '../../../shared/curl/write/build-curl.ts';
import { applyMetadata } from '../../../shared/discovery/kept-metadata.ts';
import { exchangesToHar } from '../../../shared/formats/har/exchanges-to-har.ts';
import { saveWorkspace } from '../../../shared/model/saved-workspace.ts';
import { variableSecretKey } from '../../../shared/model/secret-keys.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { makeTestPki, type TestPki } from '../../fixtures/certificates/test-pki.ts';
import { type OidcServer, startOidcServer } from '../../fixtures/servers/oidc-server.ts';
import { fakeKeychain } from '../../unit/electron/core/storage/fake-keychain.ts';
import { aField, aWorkspace } from '../../unit/shared/fixtures.ts';
import { someVariables } from '../../unit/shared/variables/some-variables.ts';
import { trusting } from '../exchange/exchange-bench.ts';
import { type AppBench, startAppBench } from './app-bench.ts';

const CANARY = 'canary-of-a-variable+&"';
/** As it is, form encoded, and in a JSON text. */
const SHAPES = [CANARY, 'canary-of-a-variable%2B%26%22', 'canary-of-a-variable+&\\"'];

let pki: TestPki;
let oidc: OidcServer;
let echo: Server;
const received: string[] = [];

beforeAll(async () => {
  pki = await makeTestPki();
  oidc = await startOidcServer(
    [{ clientId: 'server', secret: 'Secr3t!', method: 'client_secret_basic' }],
    pki.viaIntermediate,
  );
  // Sends back all it was sent, as servers for debugging do.
  echo = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    received.push(`${JSON.stringify(request.headers)}\n${body}`);
    response.writeHead(400, { 'content-type': 'text/plain', 'x-key': String(request.headers['x-key']) });
    response.end(`${body} ${CANARY}`);
  }).listen(0, '127.0.0.1');
  await once(echo, 'listening');
});

afterAll(async () => {
  await oidc.close();
  echo.close();
  await once(echo, 'close');
});

function setVariable(app: AppBench, workspace: Workspace, environment: string, name: string, secret: string) {
  const secretName = variableSecretKey(environment, `id-${name}`);
  return app.call('secret.set', { workspaceId: workspace.id, name: secretName, secret });
}

function inStaging(workspace: Workspace): Workspace {
  const { variables } = workspace;
  if (!variables) expect.fail('There are no variables.');
  return { ...workspace, variables: { ...variables, activeEnvironmentId: 'staging' } };
}

describe('environments, against oidc-provider over HTTPS with verification on', () => {
  it('each has its server, its client and its secret; the secret is a reference', async () => {
    const app = await startAppBench();
    const workspace = aWorkspace({
      tls: trusting(pki.root.pem),
      tokenEndpoint: '{{base}}/token',
      client: { clientId: '{{client}}', authMethod: 'client_secret_basic' },
      variables: someVariables(
        {
          base: { dev: oidc.issuer, staging: oidc.issuer },
          client: { dev: 'server', staging: 'nobody' },
        },
        ['pw'],
      ),
    });
    await app.call('secret.set', { workspaceId: workspace.id, name: 'client:client', secret: '{{pw}}' });
    await setVariable(app, workspace, 'dev', 'pw', 'Secr3t!');
    await setVariable(app, workspace, 'staging', 'pw', 'wrong');

    const dev = await app.call('token.run', { runId: 'dev', workspace });
    expect(dev.token).not.toBeNull();
    const staging = await app.call('token.run', { runId: 'staging', workspace: inStaging(workspace) });
    expect(staging.outcome).toMatchObject({ kind: 'error', error: 'invalid_client' });
    expect(dev.exchange.request.url).toBe(`${oidc.issuer}/token`);
    expect(dev.token?.clientId).toBe('server');
    expect(oidc.errors).toEqual([]);
  });

  it('discovery by an address with a variable keeps to the variable', async () => {
    const app = await startAppBench();
    const workspace = aWorkspace({
      tls: trusting(pki.root.pem),
      server: { issuer: 'https://{{host}}', tokenEndpoint: '' },
      variables: someVariables({ host: new URL(oidc.issuer).host }),
    });
    const run = await app.call('metadata.fetch', { runId: 'd', workspace, address: 'https://{{host}}' });
    expect(run.findings).toEqual([]);
    expect(applyMetadata(workspace, run.metadata ?? expect.fail()).server).toMatchObject({
      issuer: 'https://{{host}}',
      tokenEndpoint: 'https://{{host}}/token',
    });
    expect(app.events.filter(({ event }) => event === 'metadata.try')).toMatchObject([
      { payload: { runId: 'd', url: run.metadata?.url, number: 1 } },
    ]);
  });
});

describe('a secret variable', () => {
  function workspaceOf(): Workspace {
    const { port } = echo.address() as AddressInfo;
    return aWorkspace({
      tokenEndpoint: `http://127.0.0.1:${port}/token`,
      client: { authMethod: 'none' },
      request: {
        audience: '{{key}}',
        parameters: [aField('p', 'a{{key}}b')],
        headers: [aField('X-Key', '{{key}}')],
      },
      api: {
        method: 'POST',
        url: `http://127.0.0.1:${port}/api`,
        headers: [aField('X-Key', '{{key}}')],
        body: '{"key":"{{key}}"}',
      },
      variables: someVariables({}, ['key']),
    });
  }

  it.each([true, false])(
    'goes out, and is in no answer, event, file, HAR or curl, echoed or not (keychain: %s)',
    async (exists) => {
      const keychain = fakeKeychain();
      keychain.exists = exists;
      const app = await startAppBench({ keychain });
      const workspace = workspaceOf();
      received.length = 0;
      await app.call('workspace.save', { workspace: saveWorkspace(workspace) });
      await setVariable(app, workspace, 'dev', 'key', CANARY);

      const answers: unknown[] = [];
      answers.push(await app.call('token.preview', { workspace }));
      const token = await app.call('token.run', { runId: 'token', workspace });
      answers.push(token, await app.call('api.preview', { workspace, tokenId: null }));
      const api = await app.call('api.run', { runId: 'api', workspace, tokenId: null });
      answers.push(
        api,
        await app.call('exchange.wire', { id: 'token' }),
        await app.call('exchange.wire', { id: 'api' }),
      );
      for (const id of ['token', 'api']) answers.push(await app.call('history.get', { id }));
      answers.push(await app.call('app.bootstrap', undefined));
      answers.push(exchangesToHar([token.exchange, api.exchange], { creatorVersion: '0' }));
      answers.push(buildCurl(token.exchange.request, { shell: 'bash', insecure: false }));
      answers.push(buildCurl(api.exchange.request, { shell: 'bash', insecure: false }));
      await app.services.close();

      expect(received[0]).toContain(`audience=${SHAPES[1]}&p=a${SHAPES[1]}b`);
      expect(received[0]).toContain(JSON.stringify(CANARY));
      expect(received[1]).toContain(`{"key":"${CANARY}"}`);
      const shown = [JSON.stringify(answers), JSON.stringify(app.events), await filesIn(app.dataFolder)];
      for (const text of shown) {
        // Quotes are escaped once more in the JSON of an answer.
        for (const shape of [...SHAPES, JSON.stringify(CANARY).slice(1, -1), 'canary-of-a-variable']) {
          expect(text.includes(shape), shape).toBe(false);
        }
      }
      expect(shown[0]).toContain('VARIABLE_KEY');
      expect(shown[2]).toContain('{{key}}');
    },
  );

  it('without a value nothing is sent', async () => {
    const app = await startAppBench();
    const workspace = workspaceOf();
    received.length = 0;
    const preview = await app.call('token.preview', { workspace });
    expect(preview.problem?.message).toBe('{{key}} has no value in environment dev. It stands in: Audience.');
    expect(preview.request).not.toBeNull();
    await expect(app.call('token.run', { runId: 't', workspace })).rejects.toThrow('{{key}} has no value');
    await expect(app.call('api.run', { runId: 'a', workspace, tokenId: null })).rejects.toThrow(
      '{{key}} has no value',
    );
    expect(received).toEqual([]);
    expect(app.history()).toEqual([]);
  });

  it('is forgotten with its variable, and with its environment', async () => {
    const app = await startAppBench();
    const workspace = workspaceOf();
    await app.call('workspace.save', { workspace: saveWorkspace(workspace) });
    await setVariable(app, workspace, 'dev', 'key', CANARY);
    await setVariable(app, workspace, 'staging', 'key', CANARY);
    const kept = () => app.services.secrets.keys.filter((key) => key.includes('variable:'));
    expect(kept()).toHaveLength(2);
    const { variables } = workspace;
    if (!variables) expect.fail('There are no variables.');
    const withoutStaging = { ...variables, environments: variables.environments.slice(0, 1) };
    await app.call('workspace.save', {
      workspace: saveWorkspace({ ...workspace, variables: withoutStaging }),
    });
    expect(kept()).toEqual([`${workspace.id}/variable:dev:id-key`]);
    await app.call('workspace.save', {
      workspace: saveWorkspace({ ...workspace, variables: { ...variables, items: [] } }),
    });
    expect(kept()).toEqual([]);
  });
});

async function filesIn(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const contents = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')));
  return contents.join('\n');
}
