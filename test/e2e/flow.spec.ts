import type { Locator } from '@playwright/test';
import { copiedBy, expect, shareApp, test } from './app.ts';
import { issuing, lastBody, lastHeader, withServers } from './servers.ts';

const app = shareApp();
const startServer = withServers();

/** Types a text and looks after each key stroke. */
async function typeWatched(
  field: Locator,
  text: string,
  look: (typed: string) => Promise<void>,
): Promise<void> {
  await field.focus();
  for (let length = 1; length <= text.length; length += 1) {
    await field.press(text.charAt(length - 1));
    await look(text.slice(0, length));
  }
}

test.describe('the preview', () => {
  test('changes at each key stroke, as HTTP, as curl and as the body', async () => {
    const { flow } = app();
    await flow.addWorkspace('Preview');
    await flow.fill({ tokenEndpoint: 'https://localhost:8443/oauth/v2/oauth-token', secret: 'Secr3t!' });

    await typeWatched(flow.clientId, 'server', async (typed) => {
      await expect(flow.previewText).toContainText(new RegExp(`client_id=${typed}&`));
    });
    await expect(flow.previewText).toContainText('POST /oauth/v2/oauth-token HTTP/1.1');
    await expect(flow.previewText).not.toContainText('Secr3t');

    await flow.showPreview('curl');
    await flow.addField('parameter', 'audience', '');
    await typeWatched(flow.requestCard.getByLabel('Parameter 1 value'), 'a b', async (typed) => {
      await expect(flow.previewText).toContainText(`audience=${typed.replaceAll(' ', '+')}`);
    });
    await expect(flow.previewText).toContainText('$CLIENT_SECRET');
    await flow.preview.getByText('PowerShell', { exact: true }).click();
    await expect(flow.previewText).toContainText(/\$\{env:CLIENT_SECRET\}/);

    await flow.showPreview('Body');
    await flow.addScope('read');
    await expect(flow.previewText).toHaveText(
      /^grant_type=client_credentials&client_id=server&client_secret=•+&scope=read&audience=a\+b$/,
    );
  });

  test('says what is odd before anything is sent', async () => {
    const { flow } = app();
    await flow.addWorkspace('Warned');
    await expect(flow.preview).toContainText('token endpoint');
    await flow.fill({ tokenEndpoint: 'http://example.com/token' });
    await expect(flow.warnings).toContainText('There is no client id');
    await expect(flow.warnings).toContainText('There is no client secret');
    await expect(flow.warnings).toContainText('The secret goes over plain HTTP');
    await flow.fill({
      tokenEndpoint: 'https://example.com/token',
      clientId: 'server',
      secret: 'x'.repeat(32),
    });
    await expect(flow.warnings).toHaveCount(0);
  });

  test('shows what is then sent, to the byte', async () => {
    const { flow } = app();
    const server = await startServer({ script: issuing() });
    await flow.addWorkspace('To the byte');
    await flow.fill({ tokenEndpoint: server.url('/token'), clientId: 'sérver & co', secret: 'a+b %' });
    await flow.addField('parameter', 'note', 'ünï=1&2');
    await flow.showPreview('Body');
    const shown = (await flow.previewText.innerText()).trim();
    await flow.getToken();
    await expect(flow.accessToken).toBeVisible();
    const secret = /client_secret=([^&]*)/.exec(lastBody(server))?.[1] ?? '';
    expect(decodeURIComponent(secret.replaceAll('+', ' '))).toBe('a+b %');
    expect(shown.replace(/•+/, secret)).toBe(lastBody(server));
  });
});

test.describe('with the built-in token server', () => {
  test.beforeAll(async () => {
    await app().tokenServer.start();
    await app().open('Flow');
  });
  test.beforeEach(async () => {
    await app().flow.switchWorkspace('Built-in server');
  });

  test('one click brings a token: counting down, and with the scope that was asked for', async () => {
    const { flow } = app();
    await flow.askFor('read');
    await flow.getToken();

    await expect(flow.result).toContainText('200 OK');
    await expect(flow.accessToken).toContainText('opaque');
    await expect(flow.accessToken).toContainText('bearer');
    await expect(flow.tokenValue).toHaveText(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    await expect(flow.grantedScopes).toContainText('read');
    const timer = flow.accessToken.getByRole('timer');
    await expect(timer).toHaveAccessibleName(/^Expires in 4:5\d$/);
    const first = await timer.innerText();
    await expect(timer).not.toHaveText(first);

    await expect(flow.tokenBody).toContainText('"expires_in": 299');
    await flow.showResultTab('Headers');
    await expect(flow.tokenResponse).toContainText('no-store');
    await flow.showResultTab('TLS');
    await expect(flow.tokenResponse).toContainText('This is localhost');
    await flow.showResultTab('Token');

    const token = await flow.tokenValue.innerText();
    const copied = await copiedBy(
      app(),
      () => flow.accessToken.getByRole('button', { name: /^Copy token|Copied$/ }).click(),
      /^[0-9a-f-]{36}$/,
    );
    expect(copied).toBe(token);
  });

  test('without a scope the response names none, and the result says what that means', async () => {
    const { flow } = app();
    await flow.askFor('read');
    await flow.getToken();
    await expect(flow.grantedScopes).toContainText('read');
    await flow.scope('read').click();
    await expect(flow.previous).toContainText('Since then: scope read → none');
    await flow.getToken();
    await expect(flow.previous).toHaveCount(0);
    await expect(flow.grantedScopes).toContainText('none');
    await expect(flow.tokenBody).not.toContainText('scope');
  });

  test('Basic credentials are taken in both encodings', async () => {
    const { flow } = app();
    await flow.authenticateBy('client_secret_basic');
    await flow.showPreview('HTTP');
    for (const encoding of ['Form-encoded (RFC)', 'Raw'] as const) {
      const before = await flow.newToken();
      await flow.encodeCredentials(encoding);
      await expect(flow.previewText).toContainText(/Authorization: Basic •+/);
      await expect(flow.previewText).not.toContainText('client_secret');
      await flow.getToken();
      await expect(flow.tokenValue).not.toHaveText(before);
    }
    await flow.authenticateBy('client_secret_post');
  });

  test('Ctrl+Enter runs, from wherever one is typing', async () => {
    const { flow, page } = app();
    const before = await flow.newToken();
    await flow.tokenEndpoint.focus();
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(flow.tokenValue).not.toHaveText(before);
  });

  test('scopes are chips that are typed once and remembered, each client’s apart', async () => {
    const { flow } = app();
    await flow.addScope('openid');
    await flow.scopeInput.fill('profile');
    await flow.scopeInput.press('Space');
    for (const scope of ['openid', 'profile']) {
      await expect(flow.scope(scope)).toHaveAttribute('aria-pressed', 'true');
      await flow.scope(scope).click();
      await expect(flow.scope(scope)).toHaveAttribute('aria-pressed', 'false');
    }
    await flow.switchClient('short-lived');
    await expect(flow.scope('openid')).toHaveCount(0);
    await flow.switchClient('server');
    await expect(flow.scope('openid')).toBeVisible();
    await flow.requestCard.getByRole('button', { name: 'Forget scope openid' }).click();
    await expect(flow.scope('openid')).toHaveCount(0);
    await expect(flow.scope('profile')).toBeVisible();
  });
});

test('Basic credentials go out as the RFC says, or raw', async () => {
  const { flow } = app();
  const server = await startServer({ script: issuing() });
  await flow.addWorkspace('Basic');
  await flow.fill({ tokenEndpoint: server.url('/token'), clientId: 'server', secret: 'Secr3t!' });
  await flow.authenticateBy('client_secret_basic');
  for (const [encoding, credentials] of [
    ['Form-encoded (RFC)', 'server:Secr3t%21'],
    ['Raw', 'server:Secr3t!'],
  ] as const) {
    await flow.encodeCredentials(encoding);
    await flow.getToken();
    const expected = `Basic ${Buffer.from(credentials).toString('base64')}`;
    await expect.poll(() => lastHeader(server, 'authorization')).toBe(expected);
  }
});

test('further parameters keep their order, may repeat, and can be switched off', async () => {
  const { flow, page } = app();
  const server = await startServer({ script: issuing() });
  await flow.addWorkspace('Parameters');
  await flow.fill({ tokenEndpoint: server.url('/token'), clientId: 'server' });
  await flow.authenticateBy('none');
  await flow.addField('parameter', 'b', '1');
  await flow.addField('parameter', 'a', '2');
  await flow.addField('parameter', 'b', '3');
  await flow.addField('parameter', 'off', '4');
  await flow.addField('header', 'X-Trace', 'on');
  await page.getByLabel('Send parameter 4').uncheck();
  await expect(flow.warnings).toContainText('A parameter is sent more than once');
  await flow.requestCard.getByRole('button', { name: 'Move parameter 3 up' }).click();
  await flow.getToken();
  await expect(flow.accessToken).toBeVisible();
  expect(lastBody(server)).toBe('grant_type=client_credentials&client_id=server&b=1&b=3&a=2');
  expect(lastHeader(server, 'X-Trace')).toBe('on');
});

test('a raw body goes out byte for byte', async () => {
  const { flow, page } = app();
  const server = await startServer({ script: issuing() });
  await flow.addWorkspace('By hand');
  await flow.fill({ tokenEndpoint: server.url('/token'), clientId: 'server', secret: 'Secr3t!' });
  await flow.openFold('Headers and raw body');
  await page.getByRole('switch', { name: 'Edit the raw body' }).click();
  await page
    .getByLabel('Raw body', { exact: true })
    .fill('grant_type=&&client_secret={{client_secret}}&x=%zz');
  await flow.getToken();
  await expect(flow.accessToken).toBeVisible();
  expect(lastBody(server)).toMatch(/^grant_type=&&client_secret=Secr3t(!|%21)&x=%zz$/);
});

test('a JWT is taken apart: header, claims, and when they end', async () => {
  const { flow, page } = app();
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const expiry = Math.floor(Date.now() / 1000) + 600;
  const jwt = `${part({ alg: 'PS256', typ: 'at+jwt', kid: 'key-1' })}.${part({
    iss: 'https://issuer.example',
    aud: ['api', 'other'],
    exp: expiry,
  })}.c2lnbmF0dXJl`;
  const server = await startServer({ script: issuing({ access_token: jwt }) });
  await flow.addWorkspace('JWT');
  await flow.fill({ tokenEndpoint: server.url('/token'), clientId: 'server', secret: 'Secr3t!' });
  await flow.getToken();
  await expect(flow.accessToken).toContainText('JWT');
  await expect(page.getByLabel('JWT header')).toContainText('PS256');
  await expect(page.getByLabel('JWT header')).toContainText('key-1');
  await expect(page.getByLabel('JWT claims')).toContainText('https://issuer.example');
  await expect(page.getByLabel('JWT claims')).toContainText('["api","other"]');
  await expect(page.getByLabel('JWT claims')).toContainText(/in (9|10) min/);
  await expect(flow.accessToken).toContainText(/Signature\s*not checked yet/);
});

test('a server that grants less than was asked for is noticed', async () => {
  const { flow } = app();
  const server = await startServer({ script: issuing({ scope: 'read', expires_in: undefined }) });
  await flow.addWorkspace('Less');
  await flow.fill({ tokenEndpoint: server.url('/token'), clientId: 'server', secret: 'Secr3t!' });
  await flow.addScope('read');
  await flow.addScope('write');
  await flow.getToken();
  await expect(flow.grantedScopes).toContainText('write (not granted)');
  await expect(flow.accessToken).toContainText('Its lifetime is unknown');
  await expect(flow.accessToken.getByRole('timer')).toHaveAccessibleName('No expiry is known');
});

test('steps fold to a line that still says what matters', async () => {
  const { flow, page } = app();
  await flow.switchWorkspace('Less');
  const steps = ['Server and client', 'Token request', 'API call'].map((name) =>
    page.getByRole('region', { name, exact: true }),
  );
  const [server, request, api] = steps;
  if (!server || !request || !api) throw new Error('There are three steps');
  await request.getByRole('button', { name: 'Step 2: Token request' }).click();
  await expect(server).toContainText(/server at localhost:\d+.*Secret set/);
  await server.getByRole('button', { name: 'Step 1: Server and client' }).click();
  await expect(request).toContainText('Scope read write');
  await expect(request).toContainText('Token received');
  await expect(api).toContainText('No URL yet');
  await expect(page.getByRole('button', { name: 'Get token', exact: true })).toBeVisible();
});
