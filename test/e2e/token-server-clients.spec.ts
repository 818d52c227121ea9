import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SignJWT } from 'jose';
import { expect, filesChosen, test } from './app.ts';
import { freePort } from './screens/token-server.ts';

const run = promisify(execFile);

interface Answer {
  readonly access_token?: string;
  readonly scope?: string;
  readonly error?: string;
  readonly error_description?: string;
  readonly expires_in?: number;
}

/** Asks for a token as a program does that knows nothing of the window. */
async function askByCurl(baseUrl: string, clientId: string, secret: string): Promise<Answer> {
  const { stdout } = await run('curl', [
    ...['-sk', '-u', `${clientId}:${secret}`, '-d', 'grant_type=client_credentials'],
    `${baseUrl}/oauth/v2/oauth-token`,
  ]);
  return JSON.parse(stdout) as Answer;
}

/** The same, by an assertion that is signed with the secret (RFC 7523 §2.2). */
async function askByAssertion(baseUrl: string, clientId: string, secret: string): Promise<Answer> {
  const assertion = await new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(`${baseUrl}/oauth/v2/oauth-anonymous`)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(Buffer.from(secret));
  const { stdout } = await run('curl', [
    ...['-sk', '-d', 'grant_type=client_credentials', '-d', `client_assertion=${assertion}`],
    ...['-d', 'client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer'],
    `${baseUrl}/oauth/v2/oauth-token`,
  ]);
  return JSON.parse(stdout) as Answer;
}

function claimsOf(token = ''): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
    string,
    unknown
  >;
}

test('a client is made step by step, committed, used, given another secret and disabled', async ({
  credence,
}) => {
  const { flow, page, tokenServer } = credence;
  const { clients } = tokenServer;
  const baseUrl = await tokenServer.start();
  await tokenServer.showTab('Clients');
  await clients.startNew('server');
  await clients.keep();
  await expect(clients.editor).toContainText('There is another client “server”.');
  await expect(clients.editor).toContainText('Generate a secret, or enter one.');
  await clients.editor.getByLabel('Client ID').fill('orders-service');
  const secret = await clients.makeSecret('Generate a secret');
  await clients.addScope('orders.read');
  await clients.addScope('orders.write');
  await clients.editor
    .getByRole('group', { name: /^Default/ })
    .getByRole('button', { name: 'orders.read' })
    .click();
  await clients.editor.getByLabel('Lifetime (s)').fill('60');
  await clients.editor.getByText('JWT', { exact: true }).click();
  await clients.editor.getByLabel('Custom claims').fill('{"tenant": "blue"}');
  await clients.keep();

  await expect(clients.changes).toHaveText(/^Added\s*orders-service/);
  await expect(clients.changes).toContainText('Token lifetime: 60 s');
  await expect(clients.changes).toContainText('Secret: a new one');
  expect(await askByCurl(baseUrl, 'orders-service', secret)).toMatchObject({ error: 'invalid_client' });
  await clients.commit();
  await expect(page.getByText('Committed. It takes effect now.')).toBeVisible();
  const answer = await askByCurl(baseUrl, 'orders-service', secret);
  expect(answer).toMatchObject({ expires_in: 60 });
  expect(claimsOf(answer.access_token)).toMatchObject({ tenant: 'blue', scope: 'orders.read' });

  await page.getByRole('button', { name: 'Use orders-service in the Flow' }).click();
  await expect(flow.clientId).toHaveValue('orders-service');
  await flow.askFor('orders.write');
  await flow.getToken();
  await expect(flow.grantedScopes).toContainText('orders.write');

  await tokenServer.open();
  await clients.edit('orders-service');
  await expect(clients.editor).toContainText('A secret is set. It cannot be shown, only replaced.');
  const other = await clients.makeSecret('Reset secret');
  await clients.keep();
  // Not before Commit.
  expect(await askByCurl(baseUrl, 'orders-service', secret)).toHaveProperty('access_token');
  await clients.commit();
  expect(await askByCurl(baseUrl, 'orders-service', secret)).toMatchObject({ error: 'invalid_client' });
  expect(await askByCurl(baseUrl, 'orders-service', other)).toHaveProperty('access_token');

  // Another way to authenticate needs another secret: one that the server can read, and that no file has in the clear.
  await clients.edit('orders-service');
  await clients.editor.getByRole('radio', { name: 'Assertion by secret' }).check();
  const signing = await clients.makeSecret('Generate a secret');
  await clients.keep();
  await expect(clients.changes).toContainText('Authentication: Secret (Basic or body) → Assertion by secret');
  await clients.commit();
  expect(await askByAssertion(baseUrl, 'orders-service', signing)).toHaveProperty('access_token');
  expect(await askByAssertion(baseUrl, 'orders-service', other)).toMatchObject({ error: 'invalid_client' });

  await clients.choose('orders-service', 'Disable');
  await clients.commit();
  await expect(clients.client('orders-service')).toContainText('Disabled');
  expect(await askByAssertion(baseUrl, 'orders-service', signing)).toMatchObject({ error: 'invalid_client' });
  const file = await readFile(join(credence.dataFolder, 'token-server.json'), 'utf8');
  expect(file).toContain('orders-service');
  for (const plain of [secret, other, signing]) expect(file).not.toContain(plain);
});

test('what is pending is shown field by field, reverted one by one or all, and brought by a file', async ({
  credence,
}) => {
  const { page, tokenServer } = credence;
  const { clients } = tokenServer;
  await tokenServer.open();
  await tokenServer.showTab('Clients');
  await clients.edit('server');
  await clients.editor.getByLabel('Lifetime (s)').fill('30');
  await clients.keep();
  await clients.choose('short-lived', 'Delete');
  await clients.choose('server', 'Duplicate…');
  await expect(clients.editor.getByLabel('Client ID')).toHaveValue('server-2');
  await clients.editor.getByRole('radio', { name: 'None' }).check();
  await clients.keep();
  await expect(clients.changes).toHaveText([
    /^Changed\s*server\s*Token lifetime: 299 s → 30 s/,
    /^Added\s*server-2/,
    /^Removed\s*short-lived/,
  ]);
  await expect(page.getByRole('tab', { name: 'Clients (changed)' })).toBeVisible();

  await clients.pending.getByRole('button', { name: 'Revert short-lived' }).click();
  await expect(clients.client('short-lived')).toBeVisible();
  await clients.pending.getByRole('button', { name: 'Revert server-2' }).click();
  await expect(clients.changes).toHaveCount(1);
  await clients.pending.getByRole('button', { name: 'Revert all' }).click();
  const question = page.getByRole('dialog', { name: /^Revert/ });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(clients.pending).toBeVisible();
  await clients.pending.getByRole('button', { name: 'Revert all' }).click();
  await question.getByRole('button', { name: 'Revert all' }).click();
  await expect(clients.pending).toHaveCount(0);
  await expect(clients.client('server')).toContainText('299 s');

  const folder = await mkdtemp(join(tmpdir(), 'credence-clients-'));
  const filePath = join(folder, 'clients.json');
  await filesChosen(credence, filePath);
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByRole('dialog')).toContainText('The file has no secrets and no hashes');
  await page.getByRole('button', { name: 'Save file…' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const exported = await readFile(filePath, 'utf8');
  await rm(folder, { recursive: true });
  expect(exported).not.toMatch(/hash|salt|secret"?:/i);

  await page.getByRole('button', { name: 'Import' }).click();
  const field = page.getByLabel('Clients as JSON or XML');
  await field.fill('{');
  await expect(page.getByRole('dialog')).toContainText('This is not JSON.');
  await field.fill(exported.replace('"server"', '"imported"').replace('299', '77'));
  await expect(page.getByRole('dialog')).toContainText('1 new, 1 replacing one with the same ID');
  await page.getByRole('button', { name: 'Add to pending changes' }).click();
  await expect(clients.changes).toHaveText(/^Added\s*imported.*77 s/s);
  await clients.commit();
  await expect(clients.client('imported')).toContainText('not set yet');

  await credence.restart();
  await tokenServer.open();
  await tokenServer.showTab('Clients');
  await expect(clients.client('imported')).toContainText('77 s');
});

test('the settings are in force at once, or after a restart that is asked for', async ({ credence }) => {
  const { page, tokenServer } = credence;
  const baseUrl = await tokenServer.start();
  const wrong = () => askByCurl(baseUrl, 'server', 'wrong');
  const kids = async () => {
    const { stdout } = await run('curl', ['-sk', `${baseUrl}/oauth/v2/oauth-anonymous/jwks`]);
    return (JSON.parse(stdout) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid);
  };
  expect(await wrong()).toHaveProperty('error_description');
  await tokenServer.showTab('Settings');
  await page.getByRole('radiogroup', { name: 'Error style' }).getByText('Curity').click();
  await expect.poll(wrong).toEqual({ error: 'invalid_client' });
  await page.getByLabel('Allowed clock skew (s)').fill('4000');
  await expect(page.getByText('From 0 to 3600.')).toBeVisible();

  await page.getByText('Second port', { exact: true }).click();
  const port = await freePort();
  await page.getByRole('textbox', { name: 'Second port' }).fill(String(port));
  // What is not applied yet is not lost by another setting.
  const replay = page.getByRole('switch', { name: 'Refuse a used jti' });
  await replay.click({ force: true });
  await expect(replay).toBeChecked();
  await page
    .getByRole('region', { name: 'Mutual TLS' })
    .getByRole('button', { name: 'Apply and restart' })
    .click();
  await tokenServer.showTab('Overview');
  await expect(page.getByText(`https://localhost:${port}/oauth/v2/oauth-token`)).toBeVisible();

  // Keys are made when a client first needs one.
  await tokenServer.showTab('Clients');
  await tokenServer.clients.edit('server');
  await tokenServer.clients.editor.getByText('JWT', { exact: true }).click();
  await tokenServer.clients.keep();
  await tokenServer.clients.commit();
  const before = await kids();
  expect(before).toHaveLength(1);
  await tokenServer.showTab('Settings');
  await page.getByRole('button', { name: 'Rotate signing keys' }).click();
  await expect(page.getByText(/^New keys sign since/)).toBeVisible();
  const after = await kids();
  expect(after).toHaveLength(2);
  expect(after).toEqual(expect.arrayContaining(before));

  await credence.restart();
  await tokenServer.open();
  await tokenServer.showTab('Settings');
  const errorStyle = credence.page.getByRole('radiogroup', { name: 'Error style' });
  await expect(errorStyle.getByRole('radio', { name: 'Curity' })).toBeChecked();
  await expect(credence.page.getByRole('textbox', { name: 'Second port' })).toHaveValue(String(port));
});

test('the server stands in for another, opens to other names by choice, and closes again', async ({
  credence,
}) => {
  const { page, tokenServer } = credence;
  const baseUrl = await tokenServer.start();
  await tokenServer.showTab('Settings');
  await page.getByRole('combobox', { name: 'Stands in for' }).click();
  await page.getByRole('option', { name: 'Keycloak' }).click();
  await page.getByRole('button', { name: 'Apply and restart' }).first().click();
  const askKeycloak = async () => {
    const { stdout } = await run('curl', [
      // The server may be restarting just now.
      ...['--retry', '5', '--retry-all-errors'],
      ...['-sk', '-u', 'server:wrong', '-d', 'grant_type=client_credentials'],
      `${baseUrl}/realms/demo/protocol/openid-connect/token`,
    ]);
    return JSON.parse(stdout) as Answer;
  };
  await expect.poll(askKeycloak).toMatchObject({ error: 'unauthorized_client' });

  await page.getByLabel('Other host names').fill('host.docker.internal');
  await page.getByRole('button', { name: 'Apply and restart' }).click();
  const banner = page
    .getByRole('alert')
    .filter({ hasText: 'also accepts requests for host.docker.internal' });
  await expect(banner).toContainText('https://host.docker.internal:');
  await page.getByLabel('Other host names').fill('');
  await page.getByRole('button', { name: 'Apply and restart' }).click();
  await expect(banner).toHaveCount(0);
});
