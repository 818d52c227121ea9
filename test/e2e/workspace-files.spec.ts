import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerQuestions, CredenceApp, expect, filesChosen, questionsAsked, test } from './app.ts';

const FILE = {
  format: 'credence-workspace',
  version: 2,
  name: 'Orders API',
  server: { issuer: '', tokenEndpoint: 'https://localhost:8443/oauth/v2/oauth-token' },
  tls: { verification: 'on' },
  clients: [{ id: 'c', clientId: 'orders', authMethod: 'client_secret_basic' }],
  apiCalls: [{ id: 'list', name: 'List orders', method: 'GET', url: 'https://localhost:8443/orders' }],
  timeLimitMs: 30_000,
};

let folder = '';
let path = '';
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credence-files-'));
  path = join(folder, 'orders.credence.json');
  await writeFile(path, JSON.stringify(FILE));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

const written = async () => JSON.parse(await readFile(path, 'utf8')) as typeof FILE;

test('a workspace file is opened in place, saved as one types, and follows changes from outside', async ({
  credence,
}) => {
  const { flow, page } = credence;
  await filesChosen(credence, path);
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.type('open workspace file');
  await page.keyboard.press('Enter');
  const switcher = page.getByRole('button', { name: 'Workspace: Orders API' });
  await expect(switcher).toBeVisible();
  await expect(flow.clientId).toHaveValue('orders');

  await flow.clientId.fill('orders-2');
  await expect.poll(async () => (await written()).clients[0]?.clientId).toBe('orders-2');
  await flow.secret.fill('canary-secret');
  await flow.clientId.fill('orders-3');
  await expect.poll(async () => (await written()).clients[0]?.clientId).toBe('orders-3');
  expect(await readFile(path, 'utf8')).not.toContain('canary-secret');

  await test.step('another program changes what is harmless', async () => {
    await writeFile(path, (await readFile(path, 'utf8')).replace('orders-3', 'orders-4'));
    await expect(flow.clientId).toHaveValue('orders-4');
    await expect(page.getByRole('log', { name: 'Notices' })).toContainText('was changed in its file');
  });

  await test.step('another program sends the secret elsewhere', async () => {
    await answerQuestions(credence.electron, false);
    const evil = (await readFile(path, 'utf8')).replace('localhost:8443/oauth', 'evil.example/oauth');
    await writeFile(path, evil);
    await expect.poll(() => questionsAsked(credence.electron)).toHaveLength(1);
    expect((await questionsAsked(credence.electron))[0]).toContain(
      'Token endpoint: https://evil.example/oauth',
    );
    await expect(flow.tokenEndpoint).toHaveValue(FILE.server.tokenEndpoint);
    expect(await readFile(path, 'utf8')).toBe(evil);
  });

  await switcher.click();
  await expect(page.getByRole('menuitem', { name: /Orders API/ })).toContainText('orders.credence.json');
});

test('a workspace becomes a file, and the window opens what the system passes it', async ({ credence }) => {
  const { flow, page } = credence;
  await flow.addWorkspace('Mine');
  const own = join(folder, 'mine.credence.json');
  await filesChosen(credence, own);
  await page.getByRole('button', { name: 'Workspace: Mine' }).click();
  await page.getByRole('menuitem', { name: 'Keep in a file…' }).click();
  await expect.poll(() => readFile(own, 'utf8').catch(() => '')).toContain('"name": "Mine"');
  await flow.clientId.fill('kept');
  await expect.poll(() => readFile(own, 'utf8')).toContain('"clientId": "kept"');

  await credence.restart({ args: [path] });
  await expect(credence.page.getByRole('button', { name: 'Workspace: Orders API' })).toBeVisible();
});

test('a file with a mistake is refused with its line', async () => {
  await writeFile(path, JSON.stringify({ ...FILE, timeLimitMs: 1 }, null, 2));
  const credence = await CredenceApp.launch({ args: [path] });
  try {
    const notices = credence.page.getByRole('log', { name: 'Notices' });
    await expect(notices).toContainText('The workspace file has a wrong timeLimitMs.');
    await expect(notices).toContainText(/Line \d+: /);
  } finally {
    await credence.close();
  }
});
