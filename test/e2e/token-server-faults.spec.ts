import { expect, test } from './app.ts';
import { freePort } from './screens/token-server.ts';

test('faults by one click: the diagnosis finds each, the top bar says so on every page', async ({
  credence,
}) => {
  const { flow, page, tokenServer } = credence;
  const { faults } = tokenServer;
  await tokenServer.start();
  await tokenServer.showTab('Faults');
  await expect(page.getByText('No armed faults')).toBeVisible();
  await expect(faults.banner).toHaveText('');

  await faults.armPreset('503, Retry-After 5');
  await expect(faults.armed).toContainText('at the token endpoint, for the next request · not used yet');
  await expect(faults.indicator).toContainText('1 fault');
  await credence.open('Flow');
  await expect(faults.banner).toContainText('503 with Retry-After 5 at the token endpoint');
  await flow.getToken();
  await expect(flow.diagnosis).toContainText('Retry-After: 5');
  await expect(flow.verdict).toContainText('This is the fault that you armed: 503 with Retry-After 5');
  // It was for one request, and has done it.
  await expect(faults.banner).toHaveText('');
  await flow.getToken();
  await expect(flow.result).toContainText('200 OK');

  await credence.open('Token server');
  await expect(faults.spent).toContainText('503 with Retry-After 5 at the token endpoint');
  await page.getByRole('button', { name: /^Arm again: 503/ }).click();
  await expect(faults.armed).toHaveCount(1);
  await expect(faults.spent).toHaveCount(0);
  await faults.armPreset('Expired certificate');
  await expect(faults.armed).toHaveCount(2);
  await page.getByRole('button', { name: /^Disarm: 503/ }).click();
  await expect(faults.armed).toContainText('on TLS connections, always');

  await credence.open('Flow');
  await flow.getToken();
  await expect(flow.diagnosis).toContainText('expired');
  await faults.disarmAll();
  await expect(faults.banner).toHaveText('');
  await credence.open('Flow');
  await flow.getToken();
  await expect(flow.result).toContainText('200 OK');
  await credence.open('Token server');
  // Those taken back by hand are not among those that are done.
  await expect(faults.spent).toHaveCount(0);
});

test('any fault by the form: checked as it is typed, counted as it acts, kept over a move, ended with the server', async ({
  credence,
}) => {
  const { flow, page, tokenServer } = credence;
  const { faults } = tokenServer;
  await tokenServer.start();
  await tokenServer.showTab('Faults');
  await faults.choose('Remove a member');
  await page.getByLabel('Member', { exact: true }).fill('token_type');
  await page.getByText('By chance', { exact: true }).click();
  await page.getByLabel('Chance (%)').fill('101');
  await expect(page.getByText('From 0 to 100.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Arm fault' })).toBeDisabled();
  await page.getByLabel('Chance (%)').fill('100');
  await faults.arm();
  await expect(faults.armed).toContainText('Without the member "token_type"', { ignoreCase: true });

  await credence.open('Flow');
  await flow.getToken();
  await expect(flow.diagnosis).toContainText('token_type');
  await credence.open('Token server');
  await expect(faults.armed).toContainText('by chance, 100 %, seed 1 · used once');

  await tokenServer.showTab('Overview');
  const port = await freePort();
  await tokenServer.setPort(port);
  await page.getByRole('button', { name: 'Apply and restart' }).click();
  await expect(tokenServer.status).toContainText(`localhost:${port}`);
  await expect(faults.banner).toContainText('without the member "token_type"');
  await tokenServer.stop();
  await expect(faults.banner).toHaveText('');

  await tokenServer.showTab('Faults');
  await faults.choose('No response');
  await faults.arm();
  await expect(tokenServer.status).toContainText('Running at ');
  await expect(faults.armed).toHaveCount(1);
});
