import { makeTestPki, presentFaulty } from '../fixtures/certificates/test-pki.ts';
import { answer, answering } from '../fixtures/servers/scripts.ts';
import { expect, shareApp, test } from './app.ts';
import { byKeyboard, byMouse, keyTo, runByPalette } from './effort.ts';
import { freePort } from './screens/token-server.ts';
import { issuing, withServers } from './servers.ts';

/** Everyday tasks: each by the mouse and by the keyboard alone, in so many clicks or keys at most. */
const app = shareApp();
const startServer = withServers();

const CURL =
  "curl https://login.example.com/token -d 'grant_type=client_credentials&client_id=second&client_secret=two&scope=write'";

/** A colleague's token, long expired: nobody's secret. */
const JWT = [
  { alg: 'RS256', typ: 'at+jwt' },
  { client_id: 'orders-batch', exp: 1_700_000_000 },
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .concat('c2lnbmF0dXJl')
  .join('.');

test.beforeAll(async () => {
  await app().tokenServer.startUnlessRunning();
  await app().open('Flow');
});

/** Waits for the exchange that `act` causes: the result before may read the same. */
async function oneMore(act: () => Promise<void>): Promise<void> {
  const { timeline } = app();
  const before = await timeline.count();
  await act();
  await expect.poll(() => timeline.count()).toBe(before + 1);
}

/** Presses Ctrl+V with no field in use. */
async function paste(text: string): Promise<void> {
  await app().electron.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text);
  await app().page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await app().page.keyboard.press('ControlOrMeta+v');
  await expect(app().flow.importDialog).toBeVisible();
}

test('paste a curl command: two clicks, or two keys', async () => {
  const { flow, page } = app();
  await flow.addWorkspace('Pasting');
  await byMouse(page, 2, () => flow.fillFromCurl(CURL));
  await expect(flow.clientId).toHaveValue('second');
  await flow.addWorkspace('Pasting by keys');
  await byKeyboard(page, 2, async () => {
    await paste(CURL);
    await page.keyboard.press('Enter');
    await expect(flow.importDialog).toHaveCount(0);
  });
  await expect(flow.clientId).toHaveValue('second');
});

test('a self-signed server: two clicks, or a few keys, and every other certificate is still verified', async () => {
  const { flow, page } = app();
  const trust = () => flow.result.getByRole('button', { name: /^Trust / }).first();
  for (const way of ['mouse', 'keyboard']) {
    const { cert, key } = await presentFaulty('self-signed', await makeTestPki());
    const server = await startServer({ script: issuing(), tls: { cert, key } });
    await flow.addWorkspace(`Self-signed by ${way}`);
    await flow.fill({ tokenEndpoint: server.url('/token'), clientId: 'server', secret: 'Secr3t!' });
    if (way === 'mouse') {
      await byMouse(page, 2, async () => {
        await flow.getToken();
        await trust().click();
        await expect(flow.verdict).toContainText('200 OK');
      });
    } else {
      await byKeyboard(page, 12, async () => {
        await page.keyboard.press('ControlOrMeta+Enter');
        await expect(trust()).toBeVisible();
        await page.keyboard.press('F6');
        await keyTo(page, trust());
        await page.keyboard.press('Enter');
        await expect(flow.verdict).toContainText('200 OK');
      });
    }
    await expect(page.getByRole('button', { name: 'TLS verification on' })).toBeVisible();
  }
});

test('a wrong secret, an unknown scope, no server, HTML: one click or key shows the reason in sight', async () => {
  const { flow, page } = app();
  const html = await startServer({
    script: answering(answer('<html><body>Sign in</body></html>', { headers: ['Content-Type: text/html'] })),
  });
  const refusals: readonly [setUp: () => Promise<void>, verdict: string | RegExp][] = [
    [() => flow.secret.fill('wrong'), 'the secret does not match'],
    [
      async () => {
        await flow.secret.fill('Secr3t!');
        await flow.addScope('nonsense');
      },
      /scope/i,
    ],
    [
      async () => {
        await flow.addWorkspace('Unreachable');
        await flow.fill({
          tokenEndpoint: `http://127.0.0.1:${await freePort()}/token`,
          clientId: 'server',
          secret: 'x',
        });
      },
      'The connection was refused',
    ],
    [() => flow.tokenEndpoint.fill(html.url('/token')), 'A web page answered, not the endpoint'],
  ];
  await flow.switchWorkspace('Built-in server');
  await flow.switchClient('server');
  for (const [setUp, verdict] of refusals) {
    await setUp();
    await byMouse(page, 1, async () => {
      await oneMore(() => flow.getToken());
      await expect(flow.verdict).toContainText(verdict);
    });
    await byKeyboard(page, 1, async () => {
      await oneMore(() => page.keyboard.press('ControlOrMeta+Enter'));
      await expect(flow.verdict).toContainText(verdict);
    });
    await expect(flow.verdict).toBeInViewport();
  }
  await flow.switchWorkspace('Built-in server');
  await flow.scope('nonsense').click();
});

test('an expired token: one click or key gets a new one', async () => {
  const { flow, page } = app();
  await flow.switchClient('short-lived');
  const renew = flow.verdict.getByRole('button', { name: 'Get a new token' });
  await flow.newToken();
  await expect(flow.verdict).toContainText('Token expired', { timeout: 20_000 });
  await byMouse(page, 1, async () => {
    await renew.click();
    await expect(flow.verdict).toContainText('Token received');
  });
  await expect(flow.verdict).toContainText('Token expired', { timeout: 20_000 });
  await byKeyboard(page, 1, async () => {
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(flow.verdict).toContainText('Token received');
  });
  await flow.switchClient('server');
});

test('arm a fault: three clicks, or two keys and a few letters', async () => {
  const { flow, page, tokenServer } = app();
  const { faults } = tokenServer;
  await byMouse(page, 3, async () => {
    await app().open('Token server');
    await tokenServer.showTab('Faults');
    await faults.armPreset('503, Retry-After 5');
    await expect(faults.banner).toContainText('503');
  });
  await faults.disarmAll();
  await app().open('Flow');
  await byKeyboard(page, 2, async () => {
    await runByPalette(page, 'arm fault 503');
    await expect(faults.banner).toContainText('503');
  });
  await flow.getToken();
  await expect(flow.verdict).toContainText('This is the fault that you armed');
});

test('a program for the request: two clicks, or a few keys', async () => {
  const { flow, page } = app();
  const dialog = page.getByRole('dialog', { name: /^Code/ });
  const code = page.getByRole('button', { name: 'Code for the token request' });
  await page.keyboard.press('Alt+2');
  await expect(code).toBeVisible();
  await byMouse(page, 2, async () => {
    await code.click();
    await dialog.getByRole('button', { name: /^Copy/ }).first().click();
  });
  expect(await app().electron.evaluate(({ clipboard }) => clipboard.readText())).toContain('oauth-token');
  await page.keyboard.press('Escape');
  await byKeyboard(page, 10, async () => {
    await runByPalette(page, 'code for the token');
    await expect(dialog).toBeVisible();
    await keyTo(page, dialog.getByRole('button', { name: /^Copy/ }).first());
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  });
  await expect(flow.result).toBeVisible();
});

test('decode a colleague’s JWT: one click and a paste, or one key', async () => {
  const { flow, page } = app();
  await byMouse(page, 1, async () => {
    await flow.pasteCurl(JWT);
    await expect(flow.importDialog.getByLabel('JWT claims')).toContainText('orders-batch');
  });
  await page.keyboard.press('Escape');
  await expect(flow.importDialog).toHaveCount(0);
  await byKeyboard(page, 1, async () => {
    await paste(JWT);
    await expect(flow.importDialog.getByLabel('JWT claims')).toContainText('orders-batch');
  });
  await page.keyboard.press('Escape');
  await expect(flow.importDialog).toHaveCount(0);
});

test('several named calls with one token: two clicks, or four keys, each', async () => {
  const { flow, page } = app();
  await flow.newToken();
  await flow.chooseOf('API calls', 'Hello world', 'Duplicate');
  const calls = flow.library('API calls').getByRole('listitem');
  await expect(calls).toHaveCount(2);
  const tokens = await flow.library('Tokens').getByRole('listitem').count();
  for (const index of [0, 1]) {
    await byMouse(page, 2, async () => {
      await calls.nth(index).getByRole('button').first().click();
      await oneMore(() => flow.callApi());
      await expect(flow.verdict).toContainText('The API call succeeded');
    });
  }
  await byKeyboard(page, 4, async () => {
    await runByPalette(page, 'hello');
    await oneMore(() => page.keyboard.press('ControlOrMeta+Shift+Enter'));
    await expect(flow.verdict).toContainText('The API call succeeded');
  });
  await expect(flow.library('Tokens').getByRole('listitem')).toHaveCount(tokens);
});

test('a demo to a room: three clicks, or three keys', async () => {
  const { flow, page } = app();
  const room = page.locator('[data-presenting]');
  await byMouse(page, 3, async () => {
    await page.getByRole('button', { name: 'Present', exact: true }).click();
    await expect(room).toBeVisible();
    await flow.getToken();
    await expect(flow.verdict).toContainText('Token received');
    await flow.callApi();
    await expect(flow.verdict).toContainText('The API call succeeded');
  });
  await page.keyboard.press('Escape');
  await expect(room).toHaveCount(0);
  await byKeyboard(page, 4, async () => {
    await page.keyboard.press('ControlOrMeta+Shift+p');
    await expect(room).toBeVisible();
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(flow.verdict).toContainText('Token received');
    await page.keyboard.press('ControlOrMeta+Shift+Enter');
    await expect(flow.verdict).toContainText('The API call succeeded');
    await page.keyboard.press('Escape');
    await expect(room).toHaveCount(0);
  });
});
