import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answering } from '../fixtures/servers/scripts.ts';
import { expectAccessible } from './accessibility.ts';
import { type CredenceApp, copiedBy, expect, filesChosen, test } from './app.ts';
import { json, withServers } from './servers.ts';

const startServer = withServers();

/** A token and an API call on the built-in server: the API call is the newest. Answers the token. */
async function makeExchanges(credence: CredenceApp): Promise<string> {
  const { flow, tokenServer } = credence;
  const baseUrl = await tokenServer.start();
  await credence.open('Flow');
  await expect(flow.tokenEndpoint).toHaveValue(`${baseUrl}/oauth/v2/oauth-token`);
  const token = await flow.newToken();
  await flow.callApi();
  await expect(flow.apiBody).toContainText('Hello, world!');
  return token;
}

test('runs appear, are found, opened, pinned, deleted; and it lasts over a restart', async ({ credence }) => {
  const { history, page } = credence;
  await history.open();
  await expect(page.getByText('No requests yet')).toBeVisible();
  const token = await makeExchanges(credence);

  await history.open();
  await expect(history.rows).toHaveCount(2);
  await expect(history.rows.first()).toHaveAccessibleName(/API GET localhost:\d+\/hello_world 200 OK/);
  await expect(history.rows.last()).toHaveAccessibleName(/Token POST .*oauth-token 200 OK .* server/);

  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.type('hello_WORLD  message');
  await expect(history.rows).toHaveCount(1);
  await history.search.fill('nothing like this');
  await expect(page.getByText('No matching exchanges')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  await history.filterByOutcome('Refused');
  await expect(history.rows).toHaveCount(0);
  await history.filterByOutcome('All');

  await history.list.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('p');
  await expect(history.rows.last()).toHaveAccessibleName(/pinned$/);
  await page.keyboard.press('Enter');
  await history.showTab('Token');
  await expect(history.panel).toContainText(token);
  await history.showTab('Request');
  await expect(history.panel).toContainText('client_secret=••••••••');

  await page.keyboard.press('Escape');
  await expect(history.inspector).toHaveCount(0);
  await page.keyboard.press('Home');
  await page.keyboard.press('Delete');
  await expect(history.rows).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(history.rows).toHaveCount(2);
  await history.list.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Delete');
  await expect(history.rows).toHaveCount(1);

  await credence.restart();
  await history.open();
  await expect(history.rows).toHaveCount(1);
  await expect(history.rows.first()).toHaveAccessibleName(/Token POST .* pinned$/);
});

test('neither secret nor token is in a file while no keychain encrypts it', async ({ credence }) => {
  const token = await makeExchanges(credence);
  await credence.restart();
  const names = await readdir(credence.dataFolder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  expect(files.some((file) => file.endsWith('history.jsonl'))).toBe(true);
  for (const file of files) {
    const content = await readFile(file).catch(() => Buffer.alloc(0));
    expect(content.includes(token), file).toBe(false);
    if (file.endsWith('.jsonl')) expect(content.includes('Secr3t'), file).toBe(false);
  }
  await credence.history.open();
  await credence.history.rows.last().click();
  await credence.history.showTab('Token');
  await expect(credence.history.panel).toContainText('The token was not kept, because');
});

test('the inspector shows the wire, the certificates, the connection and the server’s log', async ({
  credence,
}) => {
  const { history, page } = credence;
  await makeExchanges(credence);
  await history.open();
  await history.rows.first().click();
  await expect(history.inspector).toContainText('/hello_world');

  await history.showTab('Raw');
  await expect(history.panel).toContainText('GET /hello_world HTTP/1.1');
  await expect(history.panel).toContainText('Authorization: Bearer ••••••••');
  await history.inspector.getByRole('switch', { name: 'Show token' }).click();
  await expect(history.panel).toContainText(/Authorization: Bearer [0-9a-f-]{36}/);

  await history.showTab('Response');
  await expect(history.panel).toContainText('Content-Type');
  await history.panel.getByText('Hex', { exact: true }).click();
  await expect(history.panel).toContainText('00000000  7b 22 6d 65');

  await history.showTab('TLS');
  await expect(history.panel).toContainText('This is localhost');
  await expect(history.panel).toContainText('Credence local CA');
  const copyChain = () => history.panel.getByRole('button', { name: 'Copy the chain as PEM' }).click();
  await copiedBy(credence, copyChain, /^-----BEGIN CERTIFICATE-----/);

  await history.showTab('Connection');
  await expect(history.panel).toContainText(/Remote address\s*(127\.0\.0\.1|::1):\d+/);
  await history.showTab('Server log');
  await expect(history.panel).toContainText('token accepted');
  await page.keyboard.press('Escape');
  await expect(history.inspector).toHaveCount(0);
});

test('a refused certificate is explained, and trusting its authority from there runs the request again', async ({
  credence,
}) => {
  const { flow, tokenServer } = credence;
  const baseUrl = await tokenServer.start();
  await credence.open('Flow');
  await flow.addWorkspace('Untrusting');
  await flow.fill({
    tokenEndpoint: `${baseUrl}/oauth/v2/oauth-token`,
    clientId: 'server',
    secret: 'Secr3t!',
  });
  await flow.getToken();
  await expect(flow.tokenResponse).toContainText('Certificate not trusted');

  await flow.showResultTab('TLS');
  const panel = flow.result.getByRole('tabpanel');
  const remedies = panel.getByRole('group', { name: 'Ways to trust it' });
  await expect(panel).toContainText('The connection was refused before anything was sent');
  await expect(panel).toContainText('Server: fails here');
  await expect(remedies.getByRole('button')).toHaveText([
    /^Trust “.*” for this workspace/,
    /^Trust a CA from a file/,
  ]);

  // The verdict above offers the others.
  await expect(flow.verdict.getByRole('button', { name: /^Pin this certificate/ })).toBeVisible();
  await expect(flow.verdict.getByRole('button', { name: /^Turn TLS verification off/ })).toBeVisible();
  await remedies.getByRole('button', { name: /^Trust “/ }).click();
  await expect(flow.tokenResponse).toContainText('200 OK');
  await expect(flow.verification).toBeChecked();
});

test('replay adds an entry, and comparing it with the original marks what differs', async ({ credence }) => {
  const { history, page } = credence;
  await makeExchanges(credence);
  await history.open();
  await history.rows.last().click();
  await history.inspector.getByRole('button', { name: 'Replay', exact: true }).click();
  await expect(history.rows).toHaveCount(3);
  await page.getByRole('button', { name: 'Compare with the original' }).click();
  const body = history.comparison.getByRole('region', { name: 'Response body' });
  await expect(body.getByRole('row', { name: /access_token/ })).toContainText('differs');
  await expect(history.comparison.getByRole('region', { name: 'Request body' })).toHaveCount(0);
  await page.getByRole('switch', { name: 'Only what differs' }).click();
  await expect(history.comparison.getByRole('region', { name: 'Request body' })).toContainText('the same');

  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox', { name: 'Exchanges' })).toBeFocused();
  await history.rows.nth(1).click();
  await history.inspector.getByRole('button', { name: 'Replay', exact: true }).click();
  await expect(history.rows).toHaveCount(4);
  await expect(history.rows.first()).toHaveAccessibleName(/API GET .*hello_world 200 OK/);
});

test('edit and replay puts the inputs back, into a new workspace where theirs is gone', async ({
  credence,
}) => {
  const { history, flow, page } = credence;
  const server = await startServer({
    script: answering(json({ error: 'invalid_scope' }, '400 Bad Request')),
  });
  const origin = server.url('');
  await flow.addWorkspace('Short lived');
  await flow.fill({ tokenEndpoint: `${origin}/token`, clientId: 'c1', secret: 'a-secret-of-this-test' });
  await flow.addScope('reports');
  await flow.getToken();
  await expect(flow.diagnosis).toContainText('scope');
  await flow.scope('reports').click();

  await history.open();
  await history.rows.first().click();
  await history.inspector.getByRole('button', { name: 'Edit and replay' }).click();
  await expect(flow.scope('reports')).toHaveAttribute('aria-pressed', 'true');

  await page.getByRole('button', { name: /^Workspace: / }).click();
  await page.getByRole('menuitem', { name: 'Delete workspace' }).click();
  await history.open();
  await history.rows.first().click();
  await history.inspector.getByRole('button', { name: 'Edit and replay' }).click();
  await expect(page.getByRole('button', { name: 'Workspace: Short lived' })).toBeVisible();
  await expect(flow.tokenEndpoint).toHaveValue(`${origin}/token`);
  await expect(flow.clientId).toHaveValue('c1');
});

test('a selection is saved as a HAR file without secrets, where the person says', async ({ credence }) => {
  const { history, page } = credence;
  const token = await makeExchanges(credence);
  const folder = await mkdtemp(join(tmpdir(), 'credence-har-'));
  const path = join(folder, 'mine.har');
  await filesChosen(credence, path);
  await history.open();
  await history.list.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.getByRole('button', { name: 'Save as HAR' }).click();
  await expect.poll(() => readFile(path, 'utf8').catch(() => '')).toContain('"entries"');
  const text = await readFile(path, 'utf8');
  await rm(folder, { recursive: true, force: true });
  const har = JSON.parse(text) as { log: { entries: { request: { url: string } }[] } };
  expect(har.log.entries.map(({ request }) => new URL(request.url).pathname)).toEqual([
    '/oauth/v2/oauth-token',
    '/hello_world',
  ]);
  expect(text).not.toContain('Secr3t');
  expect(text).not.toContain(token);
});

test('clearing keeps what is pinned, and the bounds in the settings let the oldest go', async ({
  credence,
}) => {
  const { history, page, flow } = credence;
  await makeExchanges(credence);
  await history.open();
  await history.list.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('p');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete the history…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Clear' }).click();
  await expect(history.rows).toHaveCount(1);

  await credence.open('Flow');
  for (let run = 0; run < 12; run += 1) await flow.newToken();
  await credence.open('Settings');
  await page.getByLabel('Exchanges kept').fill('10');
  await page.keyboard.press('Enter');
  await expect(page.getByText('10 kept now')).toBeVisible();
  await history.open();
  await expect(history.rows).toHaveCount(10);
  await expect(history.rows.last()).toHaveAccessibleName(/pinned$/);
});

test('history, inspector and comparison are accessible', async ({ credence }) => {
  const { history, page } = credence;
  await history.open();
  await expectAccessible(page);
  await makeExchanges(credence);
  await history.open();
  await history.rows.last().click();
  for (const tab of ['Summary', 'Token', 'Request', 'Response', 'Raw', 'TLS', 'Connection', 'Server log']) {
    await history.showTab(tab);
    await expectAccessible(page);
  }
  await history.compare(0, 1);
  await expectAccessible(page);
});
