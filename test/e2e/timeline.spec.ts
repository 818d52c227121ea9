import { expectAccessible } from './accessibility.ts';
import { expect, shareApp, test } from './app.ts';

const app = shareApp();
let baseUrl: string;

test.beforeAll(async () => {
  baseUrl = await app().tokenServer.start();
  await app().open('Flow');
});

test('each exchange is an arrow pair with its status; a click shows it, Ctrl+click compares two', async () => {
  const { flow, page, timeline } = app();
  await app().resize(1280, 800);
  await expect(timeline.exchanges).toHaveCount(0);
  await expect(timeline.next).toHaveAccessibleName(/^Next: Token/);
  await timeline.next.click();
  await expect(timeline.exchange(/^Token 200 OK, [\d:]+ token expires at [\d:]+$/)).toBeVisible();
  await expect(timeline.area).toContainText(/4:5\d/);
  await timeline.next.click();
  await expect(timeline.exchange(/^API 200 OK/)).toHaveAttribute('aria-selected', 'true');
  await expect(flow.apiResponse).toContainText('200 OK');

  await timeline.exchange(/^Token/).click();
  await expect(flow.tokenResponse).toContainText('Token received');
  await flow.apiUrl.fill(`${baseUrl}/api/read`);
  await flow.callApi();
  await expect(timeline.exchange(/^API 403 Forbidden/)).toHaveAttribute('aria-selected', 'true');
  await timeline.exchange(/^API 200 OK/).click({ modifiers: ['ControlOrMeta'] });
  const comparison = page.getByRole('region', { name: 'Comparison' });
  await expect(comparison).toContainText('200 OK');
  await expect(comparison).toContainText('403 Forbidden');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(comparison).toHaveCount(0);
  await expect(flow.result).toContainText('403 Forbidden');
});

test('the keyboard chooses, compares and leaves the same as the mouse', async () => {
  const { flow, page, timeline } = app();
  await timeline.list.focus();
  await page.keyboard.press('Home');
  await expect(timeline.exchange(/^Token 200/)).toHaveAttribute('aria-selected', 'true');
  await expect(flow.result).toContainText('Token received');
  await page.keyboard.press('Space');
  await expect(timeline.exchange(/marked to compare$/)).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await expect(flow.apiResponse).toContainText('200 OK');
  await page.keyboard.press('Space');
  await expect(page.getByRole('region', { name: 'Comparison' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(flow.result).toBeVisible();
});

test('a fault that acted, a 401 and the renewal after it stand in the timeline', async () => {
  const { flow, page, timeline, tokenServer } = app();
  await tokenServer.open();
  await tokenServer.showTab('Faults');
  await tokenServer.faults.armPreset('503, Retry-After 5');
  await app().open('Flow');
  await flow.getToken();
  await expect(timeline.exchange(/^Token 503 .*armed fault: 503 with Retry-After 5/)).toBeVisible();

  await flow.switchClient('short-lived');
  await flow.askFor('read');
  await flow.newToken();
  await flow.apiCard.getByRole('switch', { name: 'Renew after a 401, call again' }).click({ force: true });
  await flow.apiUrl.fill(`${baseUrl}/api/read`);
  await expect(flow.attachedToken).toContainText('expired', { timeout: 15_000 });
  await expect(timeline.area).toContainText('expired');
  await flow.callApi();
  await expect(timeline.exchange(/^New token 200/)).toBeVisible();
  await expect(timeline.exchanges.last()).toHaveAccessibleName(/^API 200/);
  await expect(timeline.exchange(/^API 401/)).toBeVisible();
  await expectAccessible(page);
});

test('in a low window the timeline is one line, which opens for the moment', async () => {
  const { flow, page, timeline } = app();
  await app().resize(900, 600);
  await expect(timeline.list).toHaveCount(0);
  await timeline.area.getByRole('button', { name: /^New token 200/ }).click();
  await expect(flow.result).toContainText('Token');
  await expectAccessible(page);
  await timeline.area.getByRole('button', { name: 'Open the timeline' }).click();
  await expect(timeline.list).toBeVisible();
  await timeline.area.getByRole('button', { name: 'Collapse the timeline' }).click();
  await app().resize(1280, 800);
  await expect(timeline.list).toBeVisible();
});
