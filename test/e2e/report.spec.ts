import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, filesChosen, test } from './app.ts';

test('an exchange and a selection are shared as an HTML report, masked; the toast says where and shows it', async ({
  credence,
}) => {
  const { electron, flow, history, page, tokenServer } = credence;
  const folder = await mkdtemp(join(tmpdir(), 'credence-report-'));
  const file = join(folder, 'report.html');
  await filesChosen(credence, file);
  await electron.evaluate(({ shell }) => {
    const state = globalThis as typeof globalThis & { shownInFolder?: string };
    shell.showItemInFolder = (path) => {
      state.shownInFolder = path;
    };
  });
  await tokenServer.start();
  await credence.open('Flow');
  await flow.fill({ secret: 'not the secret of this client' });
  await flow.getToken();
  await expect(flow.verdict).toContainText('401');

  await flow.result.getByRole('button', { name: 'More actions' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Share report…' }).press('Enter');
  await expect(page.getByRole('status', { name: 'Just done' })).toContainText(`Saved to ${file}`);
  await page.getByRole('button', { name: 'Show in folder' }).click();
  await expect
    .poll(() => electron.evaluate(() => (globalThis as { shownInFolder?: string }).shownInFolder))
    .toBe(file);
  const report = await readFile(file, 'utf8');
  expect(report).toContain('✗ Failed');
  expect(report).toContain('The client secret is wrong');
  expect(report).not.toContain('not the secret');
  expect(report).not.toContain('not+the+secret');

  await flow.callApi();
  await expect(flow.apiResponse).toBeVisible();
  await history.open();
  await history.list.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.getByRole('button', { name: 'Share report…' }).click();
  await expect
    .poll(async () => (await readFile(file, 'utf8')).match(/<section class="case/g)?.length)
    .toBe(2);
  await rm(folder, { recursive: true });
});
