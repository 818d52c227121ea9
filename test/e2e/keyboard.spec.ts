import type { Locator } from '@playwright/test';
import { expect, shareApp, test } from './app.ts';
import { freePort } from './screens/token-server.ts';

const app = shareApp();
/** More stops than the longest page has: beyond it something is out of reach. */
const MOST_STOPS = 150;

/** Presses Tab until the keyboard is there, and sees that a person can see where it is. */
async function tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const { page } = app();
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      await expect(target).toBeInViewport();
      return;
    }
    await page.keyboard.press(key);
  }
  throw new Error(`The keyboard does not come to ${target}`);
}

async function press(target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(target);
  await app().page.keyboard.press(key);
}

async function type(target: Locator, text: string): Promise<void> {
  await tabTo(target);
  await app().page.keyboard.press('ControlOrMeta+a');
  await app().page.keyboard.type(text);
}

test('from the start to a token to the API, by the keyboard alone', async () => {
  const { flow, page, tokenServer } = app();
  const rail = page.getByRole('navigation', { name: 'Pages' });
  const port = await freePort();

  await press(rail.getByRole('button', { name: 'Token server' }));
  await type(page.getByLabel('Port', { exact: true }), String(port));
  await page.keyboard.press('Enter');
  await press(page.getByRole('button', { name: 'Start server' }));
  await expect(tokenServer.status).toContainText('Running at ');

  await press(rail.getByRole('button', { name: 'Flow' }));
  await expect(flow.tokenEndpoint).toHaveValue(`https://localhost:${port}/oauth/v2/oauth-token`);
  await page.keyboard.press('Alt+2');
  await press(flow.scope('read'), 'Space');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(flow.result).toContainText('200 OK');
  await expect(flow.grantedScopes).toContainText('read');

  await page.keyboard.press('Alt+3');
  await tabTo(flow.apiUrl);
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(flow.apiResponse).toContainText('200 OK');
});

test('an empty form is filled by the keyboard alone', async () => {
  const { flow, page } = app();
  await press(page.getByRole('button', { name: /^Workspace: / }));
  const item = page.getByRole('menuitem', { name: 'New workspace' });
  for (let moves = 0; moves < 10 && !(await item.evaluate((e) => e === document.activeElement)); moves += 1) {
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Workspace name')).toBeFocused();
  await page.keyboard.type('By keyboard');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Workspace: By keyboard' })).toBeVisible();

  await page.keyboard.press('Alt+1');
  await type(flow.tokenEndpoint, 'https://login.example.com/token');
  await type(flow.clientId, 'server');
  // The first opens the list at what is chosen.
  await press(flow.authentication, 'ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(flow.authentication).toHaveValue('client_secret_basic');
  await type(flow.secret, 'Secr3t!');
  await press(flow.verification, 'Space');
  await expect(flow.verification).not.toBeChecked();

  await page.keyboard.press('Alt+2');
  await tabTo(flow.scopeInput);
  await page.keyboard.type('read write ');
  for (const scope of ['read', 'write']) {
    await expect(flow.scope(scope)).toHaveAttribute('aria-pressed', 'true');
  }
  await page.keyboard.press('Backspace');
  await expect(flow.scope('write')).toHaveAttribute('aria-pressed', 'false');

  await press(flow.requestCard.getByRole('button', { name: /^More parameters/ }));
  await press(flow.requestCard.getByRole('button', { name: 'Add parameter' }));
  await expect(flow.requestCard.getByLabel('Parameter 1 name')).toBeFocused();
  await page.keyboard.type('audience');
  await page.keyboard.press('Tab');
  await page.keyboard.type('one');
  await tabTo(flow.requestCard.getByRole('button', { name: 'Add parameter' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.type('resource');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(flow.requestCard.getByLabel('Parameter 1 name')).toHaveValue('resource');
  await expect(flow.requestCard.getByLabel('Parameter 1 name')).toBeFocused();

  await tabTo(flow.preview.getByRole('tab', { name: 'HTTP' }));
  await page.keyboard.press('ArrowRight');
  await expect(flow.previewText).toContainText(/curl -k .*login\.example\.com/);
  await expect(flow.previewText).toContainText('resource=');

  await press(page.getByRole('button', { name: 'Step 3: API call' }));
  await expect(page.getByLabel('API URL')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('API URL')).toHaveCount(0);
});

test('a client, a fault and a line of the log, by the keyboard alone', async () => {
  const { flow, page, tokenServer } = app();
  const { clients, faults } = tokenServer;
  const showTab = async (name: RegExp) => {
    const tab = page.getByRole('tab', { name });
    await tabTo(page.getByRole('tab', { selected: true }).first(), 'Shift+Tab');
    for (let moves = 0; moves < 6 && (await tab.getAttribute('aria-selected')) !== 'true'; moves += 1) {
      await page.keyboard.press('ArrowRight');
    }
    await expect(tab).toHaveAttribute('aria-selected', 'true');
  };
  await tokenServer.startUnlessRunning();
  await press(page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Token server' }));
  await showTab(/^Clients/);
  await press(page.getByRole('button', { name: 'New client' }));
  await expect(clients.editor.getByLabel('Client ID')).toBeFocused();
  await page.keyboard.type('by-keyboard');
  await press(clients.editor.getByRole('button', { name: 'Generate a secret' }));
  await tabTo(clients.editor.getByLabel('New scope'));
  await page.keyboard.type('orders ');
  await press(clients.editor.getByRole('button', { name: 'Add client' }));
  await press(clients.pending.getByRole('button', { name: 'Commit' }));
  await expect(page.getByText('Committed. It takes effect now.')).toBeVisible();

  await showTab(/^Faults/);
  await tabTo(faults.effect);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('malformed');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await press(page.getByRole('button', { name: 'Arm fault' }));
  await expect(faults.banner).toContainText('malformed JSON at the token endpoint');

  await showTab(/^Clients/);
  await press(page.getByRole('button', { name: 'Use in the Flow: by-keyboard' }));
  await expect(flow.clientId).toHaveValue('by-keyboard');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(flow.diagnosis).toContainText('JSON');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(flow.result).toContainText('200 OK');

  await press(page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Token server' }));
  await showTab(/^Request log/);
  await tabTo(page.getByRole('listbox', { name: 'Requests' }));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(tokenServer.logDetail).toContainText('fault: malformed JSON');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Inspector' })).toBeVisible();
});
