import type { Locator } from '@playwright/test';
import type { Script } from '../fixtures/servers/raw-server.ts';
import { expect, shareApp, test } from './app.ts';
import { json, withServers } from './servers.ts';

const app = shareApp();
const startServer = withServers();

/** Takes the secret in the Authorization header, raw, and says nothing about why it refuses anything else. */
const takesRawBasic: Script = async (peer) => {
  const accepted = `Basic ${Buffer.from('server:Secr3t!').toString('base64')}`;
  for (let request = await peer.readRequest(); request; request = await peer.readRequest()) {
    const isRight = request.toString('latin1').includes(accepted);
    peer.write(
      isRight
        ? json({ access_token: 'a-token-of-a-test', token_type: 'bearer', expires_in: 299 })
        : json({ error: 'invalid_client' }, '401 Unauthorized', ['WWW-Authenticate: Basic realm="x"']),
    );
  }
};

const card = () => app().flow.result.getByRole('region', { name: 'Find out why' });
const row = (name: string) =>
  card()
    .getByRole('row')
    .filter({ has: app().page.getByRole('rowheader', { name }) });
const button = (name: string) => app().flow.result.getByRole('button', { name, exact: true });

async function beRefused(): Promise<void> {
  const { flow } = app();
  const server = await startServer({ script: takesRawBasic });
  await flow.addWorkspace(test.info().title.slice(0, 40));
  await flow.fill({ tokenEndpoint: server.url('/token'), clientId: 'server', secret: 'Secr3t!' });
  await flow.getToken();
  await expect(flow.verdict).toContainText('The server rejected the client’s credentials');
}

test('a refusal without a reason: the plan first, then the results, then one click', async () => {
  const { flow, history } = app();
  await beRefused();
  await button('Find out why').click();

  await expect(row('Form-encoded Basic credentials')).toContainText('The server form-decodes credentials.');
  await expect(row('Raw Basic credentials')).toContainText('Not this way either.');
  await expect(card()).toContainText(/Sends at most \d requests\./);
  await button('Run').click();

  const conclusion = card().getByRole('status', { name: 'Conclusion' });
  await expect(conclusion).toContainText('Raw Basic credentials: accepted');
  await expect(conclusion).toContainText('Certain');
  await expect(row('None: as sent')).toContainText('401 invalid_client');
  await expect(row('Form-encoded Basic credentials')).toContainText('401 invalid_client');
  await expect(row('Raw Basic credentials')).toContainText('200');
  await expect(row('Server metadata')).toContainText('Not sent');

  await button('Use this').click();
  await expect(flow.accessToken).toBeVisible();
  await expect(flow.authentication).toHaveValue('client_secret_basic');
  // The refusal, two variations, and the request with what was found out.
  await app().open('History');
  await expect(history.rows).toHaveCount(4);
  await app().open('Flow');
});

test('the same by the keyboard alone', async () => {
  const { flow, page } = app();
  await beRefused();
  await tabTo(button('Find out why'));
  await page.keyboard.press('Enter');
  await expect(button('Run')).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(button('Use this'));
  await page.keyboard.press('Enter');
  await expect(flow.accessToken).toBeVisible();
});

test('not now: nothing is sent', async () => {
  const { flow } = app();
  await beRefused();
  await button('Find out why').click();
  await button('Not now').click();
  await expect(card()).toBeHidden();
  await expect(button('Find out why')).toBeVisible();
  await expect(flow.verdict).toContainText('401');
});

async function tabTo(target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let stops = 0; stops < 150; stops += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await app().page.keyboard.press('Tab');
  }
  throw new Error(`The keyboard does not come to ${target}`);
}
