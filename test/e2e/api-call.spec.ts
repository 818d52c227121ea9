import { answer, answering } from '../fixtures/servers/scripts.ts';
import { expect, shareApp, test } from './app.ts';
import { json, lastBody, lastHeader, withServers } from './servers.ts';

const app = shareApp();
const startServer = withServers();
let baseUrl: string;

test.beforeAll(async () => {
  baseUrl = await app().tokenServer.start();
  await app().open('Flow');
});
test.beforeEach(async () => {
  const { flow } = app();
  await flow.switchWorkspace('Built-in server');
  await flow.switchClient('server');
  await flow.apiUrl.fill(`${baseUrl}/hello_world`);
});

test('a call without a token is refused, explained, and mended by one click', async () => {
  const { flow } = app();
  await expect(flow.attachedToken).toContainText('No token yet');
  await flow.callApi();
  await expect(flow.apiResponse).toContainText('401 Unauthorized');
  await expect(flow.diagnosis).toContainText('The call carried no token');
  await flow.result.getByRole('button', { name: 'Get a new token and retry' }).click();
  await expect(flow.apiResponse).toContainText('200 OK');
  await expect(flow.diagnosis.getByText('The call carried no token')).toHaveCount(0);
});

test('the token goes along and is shown; the answer comes with status, size, time and pretty JSON', async () => {
  const { flow } = app();
  const token = await flow.newToken();
  await expect(flow.attachedToken).toContainText(`Authorization: Bearer ${token}`);
  await expect(flow.apiPreview).toContainText('GET /hello_world HTTP/1.1');
  await expect(flow.apiPreview).toContainText(`Authorization: Bearer ${token}`);
  await flow.callApi();
  await expect(flow.apiResponse).toContainText('200 OK');
  await expect(flow.verdict).toContainText(/[\d.]+ m?s · \d+ B/);
  await expect(flow.apiBody).toContainText(/^\{\s*"/);
  await flow.showResultTab('Headers');
  await expect(flow.apiResponse.getByLabel('Response headers')).toContainText('application/json');
});

test('an expired token: 401, one click, 200', async () => {
  const { flow } = app();
  await flow.switchClient('short-lived');
  await flow.askFor('read');
  const token = await flow.newToken();
  await flow.callApi();
  await expect(flow.apiResponse).toContainText('200 OK');
  await expect(flow.attachedToken).toContainText('expired', { timeout: 15_000 });
  await flow.callApi();
  await expect(flow.apiResponse).toContainText('401 Unauthorized');
  await expect(flow.diagnosis).toContainText('The token has expired');
  await flow.result.getByRole('button', { name: 'Get a new token and retry' }).click();
  await expect(flow.apiResponse).toContainText('200 OK');
  await expect(flow.attachedToken).not.toContainText(token);
});

test('a missing scope: 403 says which, one click asks for it and calls again', async () => {
  const { flow } = app();
  await flow.askFor('read');
  await flow.newToken();
  await flow.apiUrl.fill(`${baseUrl}/api/write`);
  await flow.callApi();
  await expect(flow.apiResponse).toContainText('403 Forbidden');
  await expect(flow.diagnosis).toContainText('The token lacks the scope');
  await expect(flow.diagnosis).toContainText('insufficient_scope');
  await flow.result.getByRole('button', { name: 'Get a token with scope write and retry' }).click();
  await expect(flow.apiResponse).toContainText('200 OK');
  await expect(flow.scope('write')).toHaveAttribute('aria-pressed', 'true');
  await expect(flow.grantedScopes).toContainText('write');
});

test('method, headers and body are sent as they are written', async () => {
  const { flow } = app();
  const server = await startServer({ script: answering(json({ made: true }, '201 Created')) });
  const token = await flow.newToken();
  await flow.apiMethod.fill('PATCH');
  await flow.apiUrl.fill(server.url('/things?q=1'));
  await flow.openFold('Headers and body');
  await flow.apiCard.getByRole('button', { name: 'Add header' }).click();
  await flow.apiCard.getByLabel('Header 1 name').fill('X-Trace');
  await flow.apiCard.getByLabel('Header 1 value').fill('abc');
  await flow.apiRequestBody.fill('{"name":"ünï"}');
  await expect(flow.apiPreview).toContainText('PATCH /things?q=1 HTTP/1.1');
  await flow.apiMethod.press('ControlOrMeta+Shift+Enter');
  await expect(flow.apiResponse).toContainText('201 Created');
  expect(server.peers.at(-1)?.received.toString()).toMatch(/^PATCH \/things\?q=1 HTTP\/1\.1\r\n/);
  expect(lastHeader(server, 'Authorization')).toBe(`Bearer ${token}`);
  expect(lastHeader(server, 'X-Trace')).toBe('abc');
  expect(lastBody(server)).toBe('{"name":"ünï"}');
  await flow.apiMethod.fill('GET');
  await flow.apiRequestBody.fill('');
  await flow.apiCard.getByRole('button', { name: 'Remove header 1' }).click();
});

test('an answer that is not JSON is shown as it is', async () => {
  const { flow } = app();
  const server = await startServer({
    script: answering(answer('plain & simple', { headers: ['Content-Type: text/plain'] })),
  });
  await flow.apiUrl.fill(server.url('/text'));
  await flow.callApi();
  await expect(flow.apiBody).toHaveText('plain & simple');
});
