import { expectAccessible } from './accessibility.ts';
import { expect, test } from './app.ts';

test('expectations are edited beside the call, checked after each run, and kept with it', async ({
  credence,
}) => {
  const { flow, page, tokenServer } = credence;
  const baseUrl = await tokenServer.start();
  await credence.open('Flow');
  await flow.apiUrl.fill(`${baseUrl}/api/read`);
  await flow.newToken();
  await flow.openFold('Expectations');
  const expectations = page.getByRole('region', { name: 'Expectations' });

  // By keyboard alone: add one, choose its kind, keep the error code that it starts with.
  await expectations.getByRole('button', { name: 'Add expectation' }).press('Enter');
  await expect(expectations.getByRole('combobox', { name: 'Expectation 1 kind' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(expectations.getByLabel('Expectation 1 error code')).toHaveValue('insufficient_scope');
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(flow.verdict).toContainText('403 Forbidden');
  await expect(flow.verdict).toContainText('The expectation is met.');

  await expectations.getByRole('button', { name: 'Add expectation' }).click();
  await expectations.getByRole('combobox', { name: 'Expectation 2 kind' }).click();
  await page.getByRole('option', { name: 'JSON', exact: true }).click();
  await expectations.getByLabel('Expectation 2 JSONPath').fill('$.message');
  await expect(flow.verdict).toContainText('1 of 2 expectations is not met.');
  await flow.verdict.getByRole('button', { name: '1 of 2 expectations is not met.' }).click();
  const results = flow.result.getByRole('list', { name: 'Expectations' });
  await expect(results.getByRole('listitem').first()).toContainText('refused with insufficient_scope');
  await expect(results.getByRole('listitem').last()).toContainText('Nothing is at $.message.');
  await expectAccessible(page);

  await credence.restart();
  await flow.openFold('Expectations');
  const path = credence.page.getByLabel('Expectation 2 JSONPath');
  await expect(path).toHaveValue('$.message');
  await credence.page.getByRole('button', { name: 'Remove expectation 2' }).click();
  await expect(path).toHaveCount(0);
});
