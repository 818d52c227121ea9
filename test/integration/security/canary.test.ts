import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { exchangesToHar } from '../../../shared/formats/har/exchanges-to-har.ts';
import { PROXY_SECRET_KEY } from '../../../shared/model/default-connection.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { fakeKeychain } from '../../unit/electron/core/storage/fake-keychain.ts';
import { ENCODINGS } from '../../unit/security/encodings.ts';
import { aWorkspace } from '../../unit/shared/fixtures.ts';
import { type AppBench, startAppBench } from '../credentials/app-bench.ts';

const CANARY = 'Kanarie-0815~*()\'&<>"/ +ü';

/** All the ways to send it back, a line each. */
const ECHO = ENCODINGS.map(([, encode]) => encode(CANARY)).join('\n');

/** Every form is long enough to be nowhere by chance. */
const TRACES = [...new Set(ENCODINGS.map(([, encode]) => encode(CANARY)))];

let servers: Server[] = [];

afterEach(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
  servers = [];
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => answer(request, response));
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function filesOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = entries
    .filter((entry) => entry.isFile())
    // The keychain of the tests encrypts by hex.
    .filter(({ name }) => !/secret/.test(name))
    .map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1'));
  return (await Promise.all(texts)).join('\n');
}

/** Everything that left the main process, or its memory. */
async function outputsOf(app: AppBench, runId: string, run: unknown): Promise<Record<string, string>> {
  const entry = await app.call('history.get', { id: runId });
  const wire = await app.call('exchange.wire', { id: runId });
  await app.services.close();
  return {
    run: JSON.stringify(run),
    entry: JSON.stringify(entry),
    wire: JSON.stringify(wire),
    events: JSON.stringify(app.events),
    har: JSON.stringify(exchangesToHar([entry.exchange], { creatorVersion: '1' })),
    disk: await filesOf(app.dataFolder),
  };
}

function expectNoTrace(outputs: Record<string, string>): void {
  for (const [place, text] of Object.entries(outputs)) {
    const found = TRACES.flatMap((trace) => [trace, JSON.stringify(trace).slice(1, -1)]).filter((trace) =>
      text.includes(trace),
    );
    expect({ place, found }).toEqual({ place, found: [] });
  }
}

describe.each([
  ['with a keychain', 'real' as const],
  ['without a keychain', 'none' as const],
])('%s', (_, kind) => {
  const start = () => {
    const keychain = fakeKeychain();
    keychain.exists = kind === 'real';
    keychain.answers = [keychain.exists];
    return startAppBench({ keychain });
  };

  it('a client secret that a server sends back in every encoding is nowhere', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(400, {
        'content-type': 'text/html',
        'x-echo': encodeURIComponent(CANARY),
        location: `/?${encodeURIComponent(CANARY)}`,
      });
      response.end(ECHO);
    });
    const app = await start();
    const workspace = aWorkspace({ tokenEndpoint: url, client: { authMethod: 'client_secret_basic' } });
    await app.call('secret.set', { workspaceId: workspace.id, name: 'client:client', secret: CANARY });
    const run = await app.call('token.run', { runId: 'run', workspace });
    expect(run.exchange.response?.status).toBe(400);
    expectNoTrace(await outputsOf(app, 'run', run));
  });

  it('a secret returned as an access token is not shown', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ access_token: `x${CANARY}x`, token_type: 'bearer', note: ECHO }));
    });
    const app = await start();
    const workspace = aWorkspace({ tokenEndpoint: url });
    await app.call('secret.set', { workspaceId: workspace.id, name: 'client:client', secret: CANARY });
    const run = await app.call('token.run', { runId: 'run', workspace });
    expectNoTrace(await outputsOf(app, 'run', run));
  });

  it('a secret that a redirect puts into an address is nowhere', async () => {
    const url = await serve((request, response) => {
      const isFirst = request.url === '/';
      response.writeHead(
        isFirst ? 302 : 200,
        isFirst ? { location: `/next?x=${encodeURIComponent(CANARY)}` } : {},
      );
      response.end(ECHO);
    });
    const app = await start();
    const workspace = apiCall(url, {
      headers: [{ id: 'h', name: 'X-Api-Key', value: 'Kanarie-0815~*()\'&<>"/ +', enabled: true }],
    });
    const run = await app.call('api.run', { runId: 'run', workspace, tokenId: null });
    expect(run.exchange.redirects).toHaveLength(1);
    const { run: shown = '', wire = '', har = '' } = await outputsOf(app, 'run', run);
    for (const text of [shown, wire, har]) expect(text).not.toContain('Kanarie-0815');
  });

  it('a value typed under a sensitive name is not on disk, in the sent bytes, or in a HAR', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: 'invalid_request', error_description: ECHO }));
    });
    const app = await start();
    const parameters = [{ id: 'p', name: 'subject_token', value: CANARY, enabled: true }];
    const workspace = aWorkspace({ tokenEndpoint: url, request: { parameters } });
    const run = await app.call('token.run', { runId: 'run', workspace });
    const { entry: _entry, ...outputs } = await outputsOf(app, 'run', run);
    expectNoTrace(outputs);
  });

  it('a token typed into the query is not on disk, in the response, in the sent bytes, or in a HAR', async () => {
    let received: string | null = null;
    const url = await serve((request, response) => {
      received = new URL(String(request.url), 'http://api.example').searchParams.get('access_token');
      response.writeHead(403, { 'content-type': 'text/plain', 'x-request-url': String(request.url) });
      response.end(ECHO);
    });
    const app = await start();
    const workspace = apiCall(`${url}/?page=2&access_token=${encodeURIComponent(CANARY)}`);
    const run = await app.call('api.run', { runId: 'run', workspace, tokenId: null });
    const { entry: _entry, ...outputs } = await outputsOf(app, 'run', run);
    expectNoTrace(outputs);
    expect(received).toBe(CANARY);
    expect(outputs.run).toContain('page=2&access_token=••••••••');
  });

  it('the password of a proxy that its 407 page sends back is nowhere', async () => {
    const proxy = await serve((request, response) => {
      const sent = String(request.headers['proxy-authorization']);
      const decoded = Buffer.from(sent.replace('Basic ', ''), 'base64').toString();
      expect(decoded).toBe(`me:${CANARY}`);
      response.writeHead(407, { 'proxy-authenticate': 'Basic realm="p"', 'x-echo': sent });
      response.end(`<p>Not you: ${decoded} ${sent} ${encodeURIComponent(sent)}</p>\n${ECHO}`);
    });
    const app = await start();
    const workspace: Workspace = {
      ...apiCall('http://api.example/'),
      proxy: { mode: 'explicit', url: proxy, username: 'me', noProxy: '', includeLoopback: true },
    };
    await app.call('secret.set', { workspaceId: workspace.id, name: PROXY_SECRET_KEY, secret: CANARY });
    const run = await app.call('api.run', { runId: 'run', workspace, tokenId: null });
    expect(run.exchange.response?.status).toBe(407);
    const outputs = await outputsOf(app, 'run', run);
    expectNoTrace(outputs);
    const basic = Buffer.from(`me:${CANARY}`).toString('base64');
    for (const text of Object.values(outputs)) expect(text).not.toContain(basic.slice(4, 20));
  });
});

function apiCall(url: string, api: Partial<Workspace['api']> = {}): Workspace {
  return aWorkspace({ api: { method: 'GET', url, headers: [], body: '', followRedirects: true, ...api } });
}
