import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ProxyServer, startProxyServer } from '../fixtures/servers/proxy-server.ts';
import { answer, answering } from '../fixtures/servers/scripts.ts';
import { expect, filesChosen, shareApp, test } from './app.ts';
import { issuing, withServers } from './servers.ts';

const app = shareApp();
const startServer = withServers();
const proxies: ProxyServer[] = [];

test.afterEach(async () => {
  await Promise.all(proxies.splice(0).map((proxy) => proxy.close()));
});

async function useProxy(port: number, credentials = ''): Promise<void> {
  const { page } = app();
  await app().flow.openFold('Connection');
  await page.getByText('Custom', { exact: true }).click();
  await page.getByLabel('Proxy address').fill(`http://${credentials}localhost:${port}`);
  await page.getByLabel('Proxy address').blur();
  await page.getByRole('switch', { name: /^Also use the proxy for localhost/ }).check();
}

test('a proxy with credentials: typed into the address, kept as a secret, shown in the answer', async () => {
  const { flow, page, history } = app();
  const server = await startServer({ script: issuing() });
  const proxy = await startProxyServer({ credentials: 'me:canary-pa55' });
  proxies.push(proxy);
  await flow.addWorkspace('Proxied');
  await flow.fill({ tokenEndpoint: server.url('/token'), clientId: 'server', secret: 'canary-5ecr3t' });
  await useProxy(proxy.port, 'me:canary-pa55@');

  await expect(page.getByLabel('Proxy address')).toHaveValue(`http://localhost:${proxy.port}`);
  await expect(page.getByLabel('Proxy user')).toHaveValue('me');
  await expect(page.getByLabel('Proxy password')).toHaveAttribute('placeholder', /is set/);

  await flow.getToken();
  await flow.showResultTab('Timing');
  await expect(flow.tokenResponse).toContainText(`http://localhost:${proxy.port}`);
  expect(proxy.asked).toEqual([`POST ${server.url('/token')}`]);

  await history.open();
  await history.rows.first().click();
  await history.showTab('Raw');
  const sent = history.panel.getByRole('region', { name: 'Request, as sent' });
  await expect(sent).toContainText(`POST ${server.url('/token')} HTTP/1.1`);
  await expect(sent).toContainText('proxy-authorization: ••••••••');
  await expect(sent).toContainText('client_secret=••••••••');
  await expect(sent).not.toContainText('canary');
  await history.showTab('Connection');
  await expect(history.panel).toContainText('The proxy can read the request.');
});

test('a proxy that is not there is said to be what failed', async () => {
  const { flow } = app();
  await app().open('Flow');
  await flow.addWorkspace('No such proxy');
  await flow.fill({ tokenEndpoint: 'http://localhost:9/token', clientId: 'server', secret: 'canary-5ecr3t' });
  const gone = await startProxyServer();
  await gone.close();
  await useProxy(gone.port);
  await flow.getToken();
  await expect(flow.diagnosis).toContainText('proxy');
  await expect(flow.tokenResponse).toContainText(`http://localhost:${gone.port}`);
});

test('redirects are shown, and followed by choice without the token', async () => {
  const { flow } = app();
  const other = await startServer({ script: answering(answer('{"arrived":true}')) });
  const api = await startServer({
    script: answering(answer('', { status: '302 Found', headers: [`Location: ${other.url('/there')}`] })),
  });
  const tokens = await startServer({ script: issuing() });
  await flow.addWorkspace('Redirected');
  await flow.fill({ tokenEndpoint: tokens.url('/token'), clientId: 'server', secret: 'x' });
  await flow.getToken();
  await expect(flow.attachedToken).toContainText('a-token-of-a-test');
  await flow.apiUrl.fill(api.url('/start'));
  await flow.callApi();
  await expect(flow.apiResponse).toContainText('302');
  expect(other.peers).toHaveLength(0);

  await flow.openFold('Redirects');
  await flow.apiCard.getByRole('switch', { name: 'Follow redirects' }).check();
  await flow.callApi();
  await expect(flow.apiBody).toContainText('arrived');
  const chain = flow.apiResponse.getByRole('list', { name: 'Redirects' });
  await expect(chain).toContainText(`GET ${api.url('/start')}`);
  await expect(chain).toContainText('without the Authorization header');
  expect(other.peers[0]?.received.toString()).not.toContain('a-token-of-a-test');
});

test('a large body shows its beginning and how far it is, and is saved whole', async () => {
  const credence = app();
  const { flow, page } = credence;
  const size = 8_000_000;
  const api = await startServer({
    script: async (peer) => {
      await peer.readRequest();
      peer.write(`HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ${size}\r\n\r\n`);
      peer.write('x'.repeat(size / 2));
      await new Promise((resolve) => setTimeout(resolve, 700));
      peer.write('y'.repeat(1_000));
      await new Promise((resolve) => setTimeout(resolve, 700));
      peer.write('y'.repeat(size / 2 - 1_000));
    },
  });
  await flow.addWorkspace('Large');
  await flow.apiUrl.fill(api.url('/report.txt'));
  await flow.callApi();
  await expect(flow.result.getByText(/^Receiving: /)).toBeVisible();
  await expect(page.getByRole('progressbar', { name: 'Received' })).toBeVisible();
  await expect(flow.apiResponse).toContainText('the beginning is shown');

  const path = join(credence.dataFolder, 'saved-report.txt');
  await filesChosen(credence, path);
  await flow.apiResponse.getByRole('button', { name: 'Save response body' }).click();
  await expect(async () => expect((await readFile(path)).length).toBe(size)).toPass();
});

test('nothing of all this has written a secret in the open', async () => {
  const { dataFolder } = app();
  const files = await readdir(dataFolder, { recursive: true, withFileTypes: true });
  for (const file of files) {
    if (!file.isFile() || !/\.(json|jsonl|log)$/.test(file.name)) continue;
    const text = await readFile(join(file.parentPath, file.name), 'utf8');
    expect(text, file.name).not.toMatch(/canary-pa55|canary-5ecr3t/);
  }
});
