import type { Locator } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { expect, shareApp, test } from './app.ts';

const app = shareApp();

/** A colleague's token, long expired: nobody's secret. */
const JWT = [
  { alg: 'RS256', typ: 'at+jwt', kid: 'orders-2024' },
  {
    iss: 'https://login.example.com',
    sub: 'orders-batch',
    client_id: 'orders-batch',
    scope: 'orders.read',
    exp: 1_700_000_000,
  },
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .concat('c2lnbmF0dXJl')
  .join('.');

const dialog = () => app().flow.importDialog;
const toast = () => app().page.getByRole('status', { name: 'Just done' });
const items = (list: 'Clients' | 'API calls' | 'Tokens'): Locator =>
  app().flow.library(list).getByRole('listitem');

/** As a person does it: copies the text somewhere else and presses Ctrl+V with no field in use. */
async function pasteOutsideFields(text: string): Promise<void> {
  await app().electron.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text);
  await app()
    .page.locator('body')
    .click({ position: { x: 5, y: 5 } });
  await app().page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await app().page.keyboard.press('ControlOrMeta+v');
  await expect(dialog()).toBeVisible();
}

test('a curl command pasted anywhere adds an API call beside those that are there, and Undo takes it out', async () => {
  const { flow, page } = app();
  await flow.addWorkspace('Pasting calls');
  await flow.apiUrl.fill('https://api.example/first');
  await pasteOutsideFields("curl -X POST https://api.example/v1/orders -d '{}'");
  await expect(dialog().getByLabel('What it says')).toContainText('the API call “/v1/orders”');
  // Nothing has changed yet.
  await expect(items('API calls')).toHaveCount(1);
  // One key does it: the button has the focus.
  await page.keyboard.press('Enter');
  await expect(dialog()).toHaveCount(0);
  await expect(items('API calls')).toHaveCount(2);
  await expect(flow.apiUrl).toHaveValue('https://api.example/v1/orders');
  await expect(toast()).toContainText('Added the API call “/v1/orders”.');
  await toast().getByRole('button', { name: 'Undo' }).click();
  await expect(items('API calls')).toHaveCount(1);
  await expect(flow.apiUrl).toHaveValue('https://api.example/first');
});

test('a token request adds a client, and the one in use keeps its scopes and its secret', async () => {
  const { flow, page } = app();
  await flow.addWorkspace('Pasting clients');
  await flow.fill({ tokenEndpoint: 'https://login.example.com/token', clientId: 'first', secret: 'one' });
  await flow.scopeInput.pressSequentially('read ');
  await pasteOutsideFields(
    "curl https://login.example.com/token -d 'grant_type=client_credentials&client_id=second&client_secret=two&scope=write'",
  );
  await page.keyboard.press('Enter');
  await expect(flow.clientId).toHaveValue('second');
  await expect(items('Clients')).toHaveCount(2);
  await flow
    .library('Clients')
    .getByRole('button', { name: /^first/ })
    .click();
  await expect(flow.scope('read')).toHaveAttribute('aria-pressed', 'true');
});

test('a colleague’s JWT is decoded by one key, and thrown away or kept', async () => {
  const { flow, page } = app();
  await flow.addWorkspace('Pasting tokens');
  await pasteOutsideFields(JWT);
  await expect(dialog()).toContainText('This token expired');
  await expect(dialog()).toContainText('Issued by https://login.example.com to orders-batch.');
  await expect(dialog()).toContainText('Decoded here; nothing was sent.');
  await expect(dialog().getByLabel('JWT claims')).toContainText('orders.read');
  await expectAccessible(page);
  await dialog().getByRole('button', { name: 'Discard' }).click();
  await expect(items('Tokens')).toHaveCount(0);

  await pasteOutsideFields(`Bearer ${JWT}`);
  await page.keyboard.press('Enter');
  await expect(items('Tokens')).toHaveCount(1);
  await expect(flow.result).toContainText('orders-batch');
});

test('the signature of a pasted JWT is verified before it is kept', async () => {
  const { flow, page, tokenServer } = app();
  await tokenServer.startUnlessRunning();
  await app().open('Token server');
  await tokenServer.showTab('Clients');
  await tokenServer.clients.edit('server');
  await tokenServer.clients.editor.getByText('JWT', { exact: true }).click();
  await tokenServer.clients.keep();
  await tokenServer.clients.commit();
  await app().open('Flow');
  await flow.switchWorkspace('Built-in server');
  await flow.discover();
  const jwt = await flow.newToken();
  const before = await items('Tokens').count();
  await pasteOutsideFields(jwt.replaceAll(/\s/g, ''));
  await dialog().getByRole('button', { name: 'Verify signature' }).click();
  await expect(dialog()).toContainText('signature is valid', { ignoreCase: true });
  await page.keyboard.press('Escape');
  await expect(items('Tokens')).toHaveCount(before);
});

test('a URL is offered as API call, authorization server or token endpoint', async () => {
  const { flow, page } = app();
  await flow.addWorkspace('Pasting URLs');
  await pasteOutsideFields('https://login.example.com/oauth/token');
  await expect(dialog().getByRole('radio', { name: /^Token endpoint/ })).toBeChecked();
  await dialog()
    .getByRole('radio', { name: /^API call/ })
    .check();
  await expect(dialog().getByLabel('What it says')).toContainText(
    'GET https://login.example.com/oauth/token',
  );
  await dialog()
    .getByRole('radio', { name: /^Token endpoint/ })
    .check();
  await dialog().getByRole('button', { name: 'Fill the form' }).click();
  await expect(flow.tokenEndpoint).toHaveValue('https://login.example.com/oauth/token');
  await pasteOutsideFields('https://api.example/orders');
  await expect(dialog().getByRole('radio', { name: /^API call/ })).toBeChecked();
  await page.keyboard.press('Escape');
});

test('a HAR file dropped anywhere on the window is read', async () => {
  const { page } = app();
  await app().open('History');
  const har = JSON.stringify({
    log: {
      version: '1.2',
      creator: { name: 'A browser', version: '1' },
      entries: [
        {
          startedDateTime: '2025-06-01T12:00:00Z',
          request: { method: 'GET', url: 'https://api.example/orders', headers: [] },
          response: { status: 200, headers: [], content: {} },
        },
      ],
    },
  });
  const files = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'session.har'));
    return transfer;
  }, har);
  await page.dispatchEvent('main', 'dragover', { dataTransfer: files });
  await expect(page.getByText('Drop the file to see what it is')).toBeVisible();
  await page.dispatchEvent('main', 'drop', { dataTransfer: files });
  await expect(page.getByText('Drop the file to see what it is')).toHaveCount(0);
  await expect(dialog()).toContainText('session.har');
  await expect(dialog()).toContainText('One exchange, recorded by A browser');
  await page.keyboard.press('Escape');
});

test('text pasted into a field stays there', async () => {
  const { flow } = app();
  await app().open('Flow');
  await app().electron.evaluate(({ clipboard }) => clipboard.writeText('https://api.example/pasted'));
  await flow.apiUrl.fill('');
  await flow.apiUrl.press('ControlOrMeta+v');
  await expect(flow.apiUrl).toHaveValue('https://api.example/pasted');
  await expect(dialog()).toHaveCount(0);
});
