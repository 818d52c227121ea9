import { expect, shareApp, test } from './app.ts';

const app = shareApp();

const step = (number: 1 | 2 | 3) => app().page.getByRole('button', { name: new RegExp(`^Step ${number}: `) });
const items = (list: 'Clients' | 'API calls') => app().flow.library(list).getByRole('listitem');

test('steps fold by themselves after the first success, say what is set, and stay so after a restart', async () => {
  const { flow, page, tokenServer } = app();
  await tokenServer.startUnlessRunning();
  await app().open('Flow');
  await expect(step(1)).toHaveAttribute('aria-expanded', 'true');
  await flow.clientId.focus();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(flow.result).toContainText('200 OK');
  await expect(step(1)).toHaveAttribute('aria-expanded', 'false');
  await expect(step(2)).toHaveAttribute('aria-expanded', 'true');
  // The field that had the keyboard is gone; its step's line has it.
  await expect(step(1)).toBeFocused();
  await expect(app().page.getByRole('region', { name: 'Request', exact: true })).toContainText(
    /server at localhost:\d+/,
  );

  await flow.callApi();
  await expect(flow.apiResponse).toContainText('200 OK');
  await expect(step(3)).toHaveAttribute('aria-expanded', 'true');
  await app().restart();
  await expect(step(3)).toHaveAttribute('aria-expanded', 'true');
  await expect(step(1)).toHaveAttribute('aria-expanded', 'false');

  // A step that a person opens again stays open.
  await step(1).click();
  await tokenServer.startUnlessRunning();
  await app().open('Flow');
  await flow.getToken();
  await expect(flow.result).toContainText('200 OK');
  await expect(step(1)).toHaveAttribute('aria-expanded', 'true');
});

test('a wrong secret: one click on the fix opens step 1, focuses the field and says why', async () => {
  const { flow, page } = app();
  await flow.secret.fill('not the secret');
  await step(2).click();
  await page.keyboard.press('ControlOrMeta+Enter');
  const fix = flow.result.getByRole('button', { name: 'Type the secret again' });
  await fix.click();
  await expect(flow.secret).toBeFocused();
  await expect(flow.serverCard).toContainText('secret is wrong');
  await page.keyboard.type('Secr3t!');
  await expect(flow.serverCard).not.toContainText('secret is wrong');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(flow.result).toContainText('200 OK');
});

test('an unknown scope: the fix opens step 2 at the scopes', async () => {
  const { flow } = app();
  await flow.scopeInput.pressSequentially('no-such-scope ');
  await step(1).click();
  await flow.getToken();
  await flow.result.getByRole('button', { name: 'Change the scope' }).click();
  await expect(flow.scopeInput).toBeFocused();
});

test('“Edit and replay” makes a new client that works, and leaves the changed one as it is', async () => {
  const { flow, page, history } = app();
  await app().open('History');
  const before = await items('Clients').count();
  await history.rows.last().click();
  await history.rows.last().press('Enter');
  await history.inspector.getByRole('button', { name: 'Edit and replay' }).click();
  await expect(items('Clients')).toHaveCount(before + 1);
  await expect(page.getByRole('status', { name: 'Just done' })).toContainText('Added the client “server”.');
  // The scope that was added since is not in it, and the secret went along.
  await flow.getToken();
  await expect(flow.result).toContainText('200 OK');
  await page.getByRole('status', { name: 'Just done' }).getByRole('button', { name: 'Undo' }).click();
  await expect(items('Clients')).toHaveCount(before);
});
