import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exportWorkspace } from '../../shared/formats/workspace-file/export-workspace.ts';
import { blankWorkspace } from '../../shared/model/blank-workspace.ts';
import { saveWorkspace } from '../../shared/model/saved-workspace.ts';
import { expectAccessible } from './accessibility.ts';
import { copiedBy, expect, filesChosen, shareApp, test } from './app.ts';
import { issuing, lastBody, lastHeader, withServers } from './servers.ts';

const app = shareApp();
const startServer = withServers();
let folder: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credence-exchange-'));
});

test.afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test.describe('a HAR file of another tool', () => {
  test('its entries go into the history, one alone also into the form', async () => {
    const credence = app();
    const { flow, history, page } = credence;
    const path = join(folder, 'browser.har');
    await writeFile(path, JSON.stringify(HAR));
    await flow.addWorkspace('From a HAR file');
    await filesChosen(credence, path);
    await flow.openImport();
    await flow.importDialog.getByRole('button', { name: 'Open a file…' }).click();
    await expect(flow.importDialog).toContainText('browser.har');
    const entries = flow.importDialog.getByRole('group', { name: '3 exchanges, recorded by Firefox' });
    await expectAccessible(page);
    await flow.importDialog.getByRole('button', { name: 'Add 3 to the history' }).click();
    await expect(flow.importDialog).toHaveCount(0);
    await history.open();
    await expect(history.rows).toHaveCount(3);
    await history.search.fill('things');
    await expect(history.rows).toHaveCount(1);
    await history.rows.first().click();
    await history.showTab('Response');
    await expect(history.panel).toContainText('insufficient_scope');
    await history.search.fill('');

    await credence.open('Flow');
    await flow.openImport();
    await flow.importDialog.getByRole('button', { name: 'Open a file…' }).click();
    await entries.getByRole('button', { name: 'None' }).click();
    // The token call comes first: it is what one came for.
    await entries.getByRole('checkbox').first().check();
    await expect(flow.importDialog.getByLabel('What it says')).toContainText(
      'https://login.example.com/token',
    );
    await flow.importDialog.getByRole('button', { name: 'Fill the form' }).click();
    await expect(flow.tokenEndpoint).toHaveValue('https://login.example.com/token');
    await expect(flow.clientId).toHaveValue('of-the-har');
    await expect(flow.scope('read')).toHaveAttribute('aria-pressed', 'true');
    await expect(flow.serverCard.getByRole('status', { name: 'Secret storage' })).not.toContainText(
      'No secret',
    );
  });

  test('a large one that is pasted stands as a file, not as a field to edit', async () => {
    const credence = app();
    const { flow } = credence;
    const [entry] = HAR.log.entries;
    const text = JSON.stringify({ log: { ...HAR.log, entries: Array.from({ length: 60 }, () => entry) } });
    await flow.openImport();
    await expect(async () => {
      await credence.electron.evaluate(({ clipboard }, content) => clipboard.writeText(content), text);
      await flow.importDialog.getByLabel('Text to import').press('ControlOrMeta+v');
      await expect(flow.importDialog).toContainText('Pasted text', { timeout: 2_000 });
    }).toPass();
    await expect(flow.importDialog.getByRole('group', { name: '60 exchanges' })).toBeVisible();
    await flow.importDialog.getByRole('button', { name: 'Paste instead' }).click();
    await expect(flow.importDialog.getByLabel('Text to import')).toHaveValue('');
    await flow.importDialog.getByRole('button', { name: 'Cancel' }).click();
  });
});

test('a Postman collection: one of its OAuth 2.0 settings becomes a workspace that works', async () => {
  const { flow, page } = app();
  const server = await startServer({ script: issuing() });
  await flow.openImport();
  await flow.importDialog.getByLabel('Text to import').fill(JSON.stringify(postman(server.url('/token'))));
  await expect(flow.importDialog.getByLabel('What it says')).toContainText('of-the-collection');
  await flow.importDialog.getByRole('combobox', { name: 'Settings of' }).click();
  await page.getByRole('option', { name: /Billing$/ }).click();
  await expect(flow.importDialog.getByLabel('What it says')).toContainText('of-the-folder');
  await flow.importDialog.getByRole('button', { name: 'Fill the form' }).click();
  await expect(page.getByRole('button', { name: 'Workspace: Payments' })).toBeVisible();
  await flow.newToken();
  expect(lastBody(server)).toBe('grant_type=client_credentials&scope=read+write');
  expect(lastHeader(server, 'authorization')).toBe(`Basic ${btoa('of-the-folder:p4ss-of-postman')}`);
});

test('a workspace goes to a file and comes back: secrets by their passphrase alone', async () => {
  const credence = app();
  const { flow, page } = credence;
  const server = await startServer({ script: issuing() });
  const path = join(folder, 'shared.credence.json');
  await filesChosen(credence, path);
  await flow.addWorkspace('To share');
  await flow.fill({ tokenEndpoint: server.url('/token'), clientId: 'shared', secret: 'canary-of-a-file' });
  await flow.addScope('read');
  await flow.addField('header', 'X-Api-Key', 'canary-of-a-header');
  await flow.newToken();

  const exporting = page.getByRole('dialog', { name: 'Export “To share”' });
  await flow.chooseInWorkspaceMenu('Export workspace…');
  await expect(exporting).toContainText('Left out: looks like a secret');
  await exporting.getByRole('checkbox', { name: 'Include the secret, encrypted with a passphrase' }).check();
  const save = exporting.getByRole('button', { name: 'Save file…' });
  await exporting.getByLabel('Passphrase', { exact: true }).fill('correct horse battery');
  await exporting.getByLabel('Passphrase again').fill('incorrect');
  await expect(exporting).toContainText('The passphrases differ');
  await expect(save).toBeDisabled();
  await exporting.getByLabel('Passphrase again').fill('correct horse battery');
  await expectAccessible(page);
  await save.click();
  await expect(exporting).toHaveCount(0);
  const text = await readFile(path, 'utf8');
  expect(text).toContain('"To share"');
  expect(text).not.toContain('canary');

  const importing = flow.importDialog;
  await flow.chooseInWorkspaceMenu('Import…');
  await importing.getByRole('button', { name: 'Open a file…' }).click();
  await expect(importing.getByLabel('What it says')).toContainText('shared');
  await importing.getByLabel('Passphrase of the file').fill('battery horse');
  await importing.getByRole('button', { name: 'Import as a new workspace' }).click();
  await expect(importing).toContainText('The passphrase does not open the secrets in this file');
  await importing.getByLabel('Passphrase of the file').fill('correct horse battery');
  await importing.getByRole('button', { name: 'Import as a new workspace' }).click();
  await expect(importing).toHaveCount(0);
  await flow.newToken();
  expect(lastBody(server)).toBe(
    'grant_type=client_credentials&client_id=shared&client_secret=canary-of-a-file&scope=read',
  );
});

test('an imported workspace says who would get what, and asks where that is not the token endpoint’s origin', async () => {
  const { flow, page } = app();
  const server = await startServer({ script: issuing() });
  const blank = blankWorkspace({ id: 'w', clientKey: 'c', name: 'Redirected' });
  const tokenEndpoint = server.url('/token');
  const introspectionEndpoint = 'https://evil.example/introspect';
  const { text } = exportWorkspace(
    saveWorkspace({ ...blank, server: { issuer: '', tokenEndpoint, introspectionEndpoint } }),
  );
  await flow.chooseInWorkspaceMenu('Import…');
  const importing = flow.importDialog;
  await importing.getByLabel('Text to import').fill(text);
  const origins = importing.getByLabel('Who gets what');
  await expect(origins).toContainText('https://evil.example: client secret, access token');
  await expect(origins).toContainText('Not the token endpoint’s origin');
  const submit = importing.getByRole('button', { name: 'Import as a new workspace' });
  await expect(submit).toBeDisabled();
  await expectAccessible(page);
  await importing.getByRole('checkbox', { name: 'Credentials may go to https://evil.example' }).check();
  await submit.click();
  await expect(importing).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Workspace: Redirected' })).toBeVisible();
  expect(server.peers).toEqual([]);
});

test('a copied program asks for the token and calls the API as the cards do', async () => {
  const { flow, page } = app();
  const server = await startServer({ script: issuing() });
  await flow.addWorkspace('As a program');
  await flow.fill({ tokenEndpoint: server.url('/token'), clientId: 'server', secret: 'canary-of-a-program' });
  await flow.apiUrl.fill(server.url('/hello_world'));
  await flow.requestCard.getByRole('button', { name: 'Code' }).click();
  const dialog = page.getByRole('dialog', { name: 'Code' });
  for (const language of [
    'Python (requests)',
    'Java (HttpClient)',
    'C# (HttpClient)',
    'Go (net/http)',
    'PHP (curl)',
  ]) {
    await dialog.getByRole('tab', { name: language }).click();
    await expect(dialog.getByRole('region', { name: /^Code, / })).toContainText(server.url('/token'));
    await expect(dialog).toContainText('CLIENT_SECRET');
    await expect(dialog).not.toContainText('canary');
  }
  await expectAccessible(page);
  await dialog.getByText('API call with token renewal').click();
  await dialog.getByRole('tab', { name: 'JavaScript (fetch)' }).click();
  const program = await copiedBy(
    app(),
    () => dialog.getByRole('button', { name: 'Copy code' }).click(),
    /hello_world/,
  );
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  const path = join(folder, 'call-api.mjs');
  await writeFile(path, program);
  await promisify(execFile)('node', [path], {
    env: { ...process.env, CLIENT_SECRET: 'canary-of-a-program' },
  });
  const received = Buffer.concat(server.peers.map((peer) => peer.received)).toString();
  expect(received).toContain('client_secret=canary-of-a-program');
  expect(lastHeader(server, 'authorization')).toBe('Bearer a-token-of-a-test');
});

const HAR = {
  log: {
    version: '1.2',
    creator: { name: 'Firefox', version: '140.0' },
    entries: [
      harEntry(
        'POST',
        'https://login.example.com/token',
        200,
        '{"access_token":"of-a-har","token_type":"bearer"}',
        {
          mimeType: 'application/x-www-form-urlencoded',
          text: 'grant_type=client_credentials&client_id=of-the-har&client_secret=s3cret-of-the-har&scope=read',
        },
      ),
      harEntry('GET', 'https://api.example.com/things', 403, '{"error":"insufficient_scope"}'),
      harEntry('GET', 'https://api.example.com/', 200, '{}'),
    ],
  },
};

function harEntry(
  method: string,
  url: string,
  status: number,
  text: string,
  postData?: { readonly mimeType: string; readonly text: string },
) {
  return {
    startedDateTime: '2026-01-02T03:04:05.006Z',
    time: 12,
    request: {
      method,
      url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: postData ? [{ name: 'Content-Type', value: postData.mimeType }] : [],
      queryString: [],
      ...(postData ? { postData } : {}),
      headersSize: -1,
      bodySize: -1,
    },
    response: {
      status,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      content: { size: text.length, mimeType: 'application/json', text },
      redirectURL: '',
      headersSize: -1,
      bodySize: text.length,
    },
    cache: {},
    timings: { send: 1, wait: 10, receive: 1 },
  };
}

function postman(accessTokenUrl: string) {
  const auth = (settings: Record<string, string>) => ({
    type: 'oauth2',
    oauth2: Object.entries({ grant_type: 'client_credentials', accessTokenUrl, ...settings }).map(
      ([key, value]) => ({ key, value, type: 'string' }),
    ),
  });
  return {
    info: {
      name: 'Payments',
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    auth: auth({ clientId: 'of-the-collection' }),
    item: [
      {
        name: 'Billing',
        auth: auth({
          clientId: 'of-the-folder',
          clientSecret: 'p4ss-of-postman',
          scope: 'read write',
          client_authentication: 'header',
        }),
        item: [],
      },
    ],
  };
}
