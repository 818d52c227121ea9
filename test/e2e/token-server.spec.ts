import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type CredenceApp, expect, filesChosen, test } from './app.ts';
import { freePort } from './screens/token-server.ts';

const run = promisify(execFile);

/** Runs a command of the page as a person does who pastes it into a terminal. */
async function inTerminal(command: string, variables: Record<string, string> = {}): Promise<string> {
  const { stdout } = await run('bash', ['-c', command], { env: { ...process.env, ...variables } });
  return stdout;
}

async function copied(credence: CredenceApp): Promise<string> {
  return credence.electron.evaluate(({ clipboard }) => clipboard.readText());
}

test('the two copied commands work in a terminal, and stopping the server ends that', async ({
  credence,
}) => {
  const { page, tokenServer } = credence;
  const baseUrl = await tokenServer.start();
  await expect(tokenServer.status).toContainText(`Running at ${baseUrl}`);

  await page.getByRole('button', { name: 'Copy the token command' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const tokenCommand = await copied(credence);
  expect(tokenCommand).toContain(`${baseUrl}/oauth/v2/oauth-token`);
  const answer = await inTerminal(tokenCommand);
  const token = JSON.parse(answer) as { access_token: string };
  expect(Object.keys(token)).toEqual(['access_token', 'scope', 'token_type', 'expires_in']);
  expect(token).toMatchObject({ scope: 'read', token_type: 'bearer', expires_in: 299 });

  await page.getByRole('button', { name: 'Copy the API command' }).click();
  await expect.poll(() => copied(credence)).toContain('/hello_world');
  const apiCommand = await copied(credence);
  const hello = await inTerminal(`${apiCommand} -s -o /dev/null -w '%{http_code}'`, {
    TOKEN: token.access_token,
  });
  expect(hello).toBe('200');

  await tokenServer.stop();
  await expect(inTerminal(`${tokenCommand} -s`)).rejects.toMatchObject({ code: 7 });
});

test('the certificate verifies with the copied CA, for tools that will not wave it through', async ({
  credence,
}) => {
  const { page, tokenServer } = credence;
  const baseUrl = await tokenServer.start();
  await page.getByRole('button', { name: 'Copy PEM' }).click();
  await expect.poll(() => copied(credence)).toContain('BEGIN CERTIFICATE');
  const pem = await copied(credence);
  const status = await inTerminal(
    `curl -s -o /dev/null -w '%{http_code}' --cacert <(printf '%s' "$CA") ${baseUrl}/hello_world`,
    { CA: pem },
  );
  expect(status).toBe('401');
  await expect(page.getByText('trusts this CA, so TLS verification can stay on')).toBeVisible();
});

test('plain HTTP serves the same commands without -k', async ({ credence }) => {
  const { page, tokenServer } = credence;
  await tokenServer.open();
  await tokenServer.setScheme('HTTP');
  await tokenServer.start();
  await expect(tokenServer.status).toContainText('Running at http://localhost:');
  await page.getByRole('button', { name: 'Copy the token command' }).click();
  await expect.poll(() => copied(credence)).toMatch(/^curl -X POST http:/);
  expect(await inTerminal(`${await copied(credence)} -s`)).toContain('"access_token"');
  await expect(page.getByRole('region', { name: 'Certificate authority' })).toHaveCount(0);
});

test.describe('when another program has the port', () => {
  let other: Server;
  let port: number;

  test.beforeEach(async () => {
    other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    port = (other.address() as { port: number }).port;
  });

  test.afterEach(async () => {
    await new Promise((resolve) => other.close(resolve));
  });

  test('it says so and starts on a free one by one click', async ({ credence }) => {
    const { page, tokenServer } = credence;
    await tokenServer.open();
    await tokenServer.setPort(port);
    await page.getByRole('button', { name: 'Start server' }).click();
    await expect(tokenServer.failure).toContainText(`Port ${port} is taken`);
    const offer = tokenServer.failure.getByRole('button', { name: /^Start on \d+ instead$/ });
    const offered = Number(/\d+/.exec(await offer.innerText())?.[0]);
    expect(offered).not.toBe(port);

    await offer.click();
    await expect(tokenServer.status).toContainText(`Running at https://localhost:${offered}`);
    await expect(tokenServer.failure).toHaveCount(0);
    await expect(page.getByLabel('Port', { exact: true })).toHaveValue(String(offered));
    await credence.open('Flow');
    await expect(page.getByLabel('Token endpoint')).toHaveValue(
      `https://localhost:${offered}/oauth/v2/oauth-token`,
    );
  });
});

test('its crash is survived, shown, and mended by one click', async ({ credence }) => {
  const { electron, page, tokenServer } = credence;
  await tokenServer.start();
  await electron.evaluate(({ app }) => {
    const child = app
      .getAppMetrics()
      .find(({ name, serviceName }) => `${name} ${serviceName}`.includes('Credence token server'));
    if (!child) throw new Error('The token server has no process');
    process.kill(child.pid, 'SIGKILL');
  });
  await expect(tokenServer.failure).toContainText('The token server crashed');
  await expect(page.getByRole('button', { name: 'Token server failed' })).toBeVisible();
  await tokenServer.failure.getByRole('button', { name: 'Start again' }).click();
  await expect(tokenServer.status).toContainText('Running at ');
});

test('the log shows each request as it comes, filters, pauses, exports and clears', async ({ credence }) => {
  const { page, tokenServer } = credence;
  const baseUrl = await tokenServer.start();
  await tokenServer.showTab('Request log');
  await expect(page.getByText('No request yet')).toBeVisible();

  await inTerminal(`curl -sk ${baseUrl}/hello_world`);
  await expect(tokenServer.logRows).toHaveCount(1);
  await expect(tokenServer.logRows.first()).toContainText('/hello_world');
  await expect(tokenServer.logRows.first()).toContainText('401');

  await inTerminal(
    `curl -sk -d grant_type=client_credentials -u 'server:wrong' ${baseUrl}/oauth/v2/oauth-token`,
  );
  await expect(tokenServer.logRows).toHaveCount(2);
  await expect(tokenServer.logRows.first()).toContainText('invalid_client');

  await page.getByLabel('Filter the log').fill('hello');
  await expect(tokenServer.logRows).toHaveCount(1);
  await page.getByLabel('Filter the log').fill('');

  await page.getByRole('button', { name: 'Pause' }).click();
  await inTerminal(`curl -sk ${baseUrl}/hello_world`);
  await expect(page.getByText('Paused; 1 request since.')).toBeVisible();
  await expect(tokenServer.logRows).toHaveCount(2);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(tokenServer.logRows).toHaveCount(3);

  const folder = await mkdtemp(join(tmpdir(), 'credence-log-'));
  const filePath = join(folder, 'log.jsonl');
  await filesChosen(credence, filePath);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: /JSON lines/ }).click();
  await expect.poll(() => readFile(filePath, 'utf8').catch(() => '')).toContain('invalid_client');
  const lines = (await readFile(filePath, 'utf8')).trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { status: number }).status)).toEqual([401, 401, 401]);
  await rm(folder, { recursive: true });

  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page.getByText('No request yet')).toBeVisible();
});

test('a line of the log and the exchange that it is about lead to each other, by the keyboard', async ({
  credence,
}) => {
  const { flow, page, tokenServer } = credence;
  const baseUrl = await tokenServer.start();
  await credence.open('Flow');
  await flow.newToken();
  await inTerminal(`curl -sk ${baseUrl}/hello_world`);
  await flow.callApi();
  await expect(flow.apiResponse).toContainText('200 OK');

  await tokenServer.open();
  await tokenServer.showTab('Request log');
  await expect(tokenServer.logRows).toHaveCount(3);
  await page.getByRole('listbox', { name: 'Requests' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(tokenServer.logDetail).toContainText('token accepted');
  await page.keyboard.press('ArrowDown');
  // Another program's.
  await expect(tokenServer.logDetail).toContainText('Not sent by this window');
  await page.keyboard.press('End');
  await expect(tokenServer.logDetail).toContainText('token issued without scope');
  await page.keyboard.press('Enter');

  const inspector = page.getByRole('dialog', { name: 'Inspector' });
  await expect(inspector.getByRole('heading', { level: 2 })).toContainText('POST');
  await page.keyboard.press('Escape');
  await expect(inspector).toHaveCount(0);
  await expect(page.getByRole('listbox', { name: 'Requests' })).toBeFocused();

  await credence.open('History');
  await credence.history.rows.first().click();
  await credence.history.showTab('Server log');
  await credence.history.panel.getByRole('button', { name: 'Show in the request log' }).click();
  await expect(tokenServer.logDetail).toContainText('GET /hello_world');
  await expect(tokenServer.logDetail).toContainText('token accepted');
  await expect(page.getByRole('listbox', { name: 'Requests' })).toBeFocused();
});

test('a new port applies to a running server by a restart that is asked for', async ({ credence }) => {
  const { page, tokenServer } = credence;
  await tokenServer.start();
  await page.getByLabel('Port', { exact: true }).fill('70000');
  await expect(page.getByText('A port is between 1 and 65535.')).toBeVisible();
  const port = await freePort();
  await tokenServer.setPort(port);
  await expect(page.getByText(`HTTPS on port ${port} needs a restart`)).toBeVisible();
  await page.getByRole('button', { name: 'Apply and restart' }).click();
  await expect(tokenServer.status).toContainText(`Running at https://localhost:${port}`);
});

test('the clients are listed as an administrator sees them, without their secrets', async ({ credence }) => {
  const { clients } = credence.tokenServer;
  await credence.tokenServer.open();
  await credence.tokenServer.showTab('Clients');
  await expect(clients.client('server')).toContainText('299 s');
  await expect(clients.client('short-lived')).toContainText('5 s');
  await expect(clients.list).not.toContainText('Secr3t!');
});
