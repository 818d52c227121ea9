import { copiedBy, expect, shareApp, test } from './app.ts';

const app = shareApp();

/** The tutorial's two commands, to the letter. */
const TOKEN_COMMAND = `curl -k -X POST https://localhost:8443/oauth/v2/oauth-token \\
  -H 'content-type: application/x-www-form-urlencoded' \\
  -d 'grant_type=client_credentials&client_id=server&client_secret=Secr3t!&scope=read'`;
const API_COMMAND = `curl -X GET https://example.com/hello_world -H 'Authorization: Bearer 0470b16b-7bf8-4fa3-9ae1-6a10e0f0b699'`;

test('the tutorial’s token command fills the cards, after saying how it was read', async () => {
  const { flow } = app();
  await flow.addWorkspace('Token command');
  await flow.pasteCurl(TOKEN_COMMAND);
  const reading = flow.importDialog.getByLabel('What it says');
  await expect(reading).toContainText('https://localhost:8443/oauth/v2/oauth-token');
  await expect(reading).toContainText('in it');
  await expect(reading).not.toContainText('Secr3t!');
  await expect(flow.tokenEndpoint).toHaveValue('');
  await flow.importDialog.getByRole('button', { name: 'Fill the form' }).click();

  await expect(flow.tokenEndpoint).toHaveValue('https://localhost:8443/oauth/v2/oauth-token');
  await expect(flow.clientId).toHaveValue('server');
  await expect(flow.authentication).toHaveValue('client_secret_post');
  await expect(flow.serverCard.getByRole('status', { name: 'Secret storage' })).not.toContainText(
    'No secret',
  );
  await expect(flow.verification).not.toBeChecked();
  await expect(flow.scope('read')).toHaveAttribute('aria-pressed', 'true');
  await flow.showPreview('Body');
  await expect(flow.previewText).toHaveText(
    /^grant_type=client_credentials&client_id=server&client_secret=•+&scope=read$/,
  );
  await flow.showPreview('HTTP');
});

test('the tutorial’s API command fills the call, its token included', async () => {
  const { flow } = app();
  await flow.addWorkspace('API command');
  await flow.fillFromCurl(API_COMMAND);
  await expect(flow.apiUrl).toHaveValue('https://example.com/hello_world');
  await expect(flow.apiMethod).toHaveValue('GET');
  await expect(flow.attachedToken).toContainText('Bearer 0470b16b-7bf8-4fa3-9ae1-6a10e0f0b699');
  await expect(flow.accessToken).toContainText('pasted');
});

test('what we write for PowerShell and bash, we read again', async () => {
  const { flow, page } = app();
  await flow.addWorkspace('Written');
  await flow.fillFromCurl(TOKEN_COMMAND);
  await flow.showPreview('curl');
  for (const shell of ['bash', 'PowerShell']) {
    await flow.switchWorkspace('Written');
    await flow.preview.getByText(shell, { exact: true }).click();
    const command = await copiedBy(
      app(),
      async () => {
        await flow.preview.getByRole('button', { name: 'Copy curl' }).click();
        await page.getByRole('menuitem', { name: 'With the secret in it' }).click();
      },
      /^curl/,
    );
    expect(command).toContain('client_secret=Secr3t');
    await flow.addWorkspace(`Read from ${shell}`);
    await flow.fillFromCurl(command);
    await expect(flow.clientId).toHaveValue('server');
    await expect(flow.scope('read')).toHaveAttribute('aria-pressed', 'true');
    await expect(flow.serverCard.getByRole('status', { name: 'Secret storage' })).not.toContainText(
      'No secret',
    );
    await expect(flow.verification).not.toBeChecked();
  }
});

const DIALECTS: readonly [name: string, command: string][] = [
  [
    'PowerShell, over several lines',
    "curl.exe -k https://localhost:8443/token `\n  -u 'server:Secr3t!' `\n  -d grant_type=client_credentials `\n  --data-urlencode 'scope=read write'",
  ],
  [
    'cmd, over several lines',
    'curl -k https://localhost:8443/token ^\n  -u "server:Secr3t!" ^\n  -d "grant_type=client_credentials" ^\n  --data-urlencode "scope=read write"',
  ],
];

for (const [name, command] of DIALECTS) {
  test(`a command from ${name} is read, Basic credentials too`, async () => {
    const { flow } = app();
    await flow.addWorkspace(name);
    await flow.fillFromCurl(command);
    await expect(flow.tokenEndpoint).toHaveValue('https://localhost:8443/token');
    await expect(flow.clientId).toHaveValue('server');
    await expect(flow.authentication).toHaveValue('client_secret_basic');
    for (const scope of ['read', 'write']) {
      await expect(flow.scope(scope)).toHaveAttribute('aria-pressed', 'true');
    }
  });
}

test('what is not understood is said, and nothing happens on Cancel', async () => {
  const { flow } = app();
  await flow.addWorkspace('Not understood');
  await flow.pasteCurl(
    `curl --frobnicate https://localhost:8443/token -d grant_type=client_credentials -d client_id=server -d client_secret=$SECRET`,
  );
  await expect(flow.importDialog).toContainText('Not taken over');
  await expect(flow.importDialog).toContainText('--frobnicate');
  await expect(flow.importDialog).toContainText(/The client secret is in \$SECRET/);
  await flow.importDialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(flow.importDialog).toHaveCount(0);
  await expect(flow.tokenEndpoint).toHaveValue('');

  await flow.pasteCurl('wget https://localhost:8443/token');
  await expect(flow.importDialog.getByRole('status')).toContainText('curl');
  await expect(flow.importDialog.getByRole('button', { name: 'Fill the form' })).toHaveCount(0);
  await flow.importDialog.getByRole('button', { name: 'Cancel' }).click();
});

test('a command pasted into the endpoint field opens the dialog with it', async () => {
  const { electron, flow, page } = app();
  await flow.addWorkspace('Pasted into the field');
  await expect(async () => {
    await electron.evaluate(({ clipboard }, text) => clipboard.writeText(text), API_COMMAND);
    await flow.tokenEndpoint.press('ControlOrMeta+v');
    await expect(flow.importDialog.getByLabel('Text to import')).toHaveValue(API_COMMAND, { timeout: 2_000 });
  }).toPass();
  await page.keyboard.press('Escape');
  await expect(flow.importDialog).toHaveCount(0);
  await expect(flow.tokenEndpoint).toHaveValue('');
});
