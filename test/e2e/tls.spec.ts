import {
  type CertificateFault,
  makeTestPki,
  presentFaulty,
  type TestPki,
} from '../fixtures/certificates/test-pki.ts';
import type { RawServer } from '../fixtures/servers/raw-server.ts';
import { expectAccessible } from './accessibility.ts';
import { expect, shareApp, test } from './app.ts';
import { issuing, withServers } from './servers.ts';

const app = shareApp();
const startServer = withServers();
let pki: TestPki;

test.beforeAll(async () => {
  pki = await makeTestPki();
});

async function startFaulty(fault: CertificateFault): Promise<RawServer> {
  const { cert, key } = await presentFaulty(fault, pki);
  return startServer({ script: issuing(), tls: { cert, key } });
}

async function ask(name: string, tokenEndpoint: string): Promise<void> {
  const { flow } = app();
  await flow.addWorkspace(name);
  await flow.fill({ tokenEndpoint, clientId: 'server', secret: 'Secr3t!' });
  await flow.getToken();
}

/** Nothing of the request may have reached the server, the secret least of all. */
function expectNothingSent({ peers }: RawServer): void {
  expect(Buffer.concat(peers.map(({ received }) => received)).toString()).toBe('');
}

const FAULTS: readonly [fault: CertificateFault, title: string, nextStep: string][] = [
  ['self-signed', 'The certificate is self-signed', 'trust its certificate'],
  ['unknown-ca', 'The certificate’s CA is not trusted', 'Trust the CA if you know it'],
  ['expired', 'The certificate has expired', 'Renew it on the server'],
  ['wrong-host', 'The certificate is for another host', 'Use a host name that the certificate lists'],
];

for (const [fault, title, nextStep] of FAULTS) {
  test(`${fault}: refused before a byte is sent, and explained`, async () => {
    const { flow, page } = app();
    const server = await startFaulty(fault);
    await ask(fault, server.url('/token'));
    await expect(flow.tokenResponse).toContainText('Certificate not trusted');
    await expect(flow.diagnosis).toContainText(title);
    await expect(flow.diagnosis).toContainText(nextStep);
    await expect(page.getByRole('list', { name: 'Certificate chain' })).toBeVisible();
    expectNothingSent(server);
  });
}

test('verification off: red and in words wherever it matters, and the request goes through', async () => {
  const { flow, page } = app();
  const server = await startFaulty('self-signed');
  await ask('Off and on', server.url('/token'));
  await expect(page.getByRole('button', { name: 'TLS verification on' })).toBeVisible();
  await flow.verification.click();

  const state = page.getByRole('banner').getByRole('button', { name: 'TLS verification off' });
  await expect(state).toBeVisible();
  await expect(flow.serverCard).toContainText('TLS verification is off');
  await expect(flow.serverCard).toContainText('Accepts any certificate');
  const isRed = async () => {
    const colour = await state.evaluate((element) => getComputedStyle(element).color);
    const [red = 0, green = 0, blue = 0] = colour.match(/\d+/g)?.map(Number) ?? [];
    return red > green + 40 && red > blue + 40;
  };
  expect(await isRed()).toBe(true);
  await flow.showPreview('curl');
  await expect(flow.previewText).toContainText(/curl -k /);
  await flow.showPreview('HTTP');

  await flow.getToken();
  await expect(flow.result).toContainText('200 OK');
  await expect(flow.diagnosis).toContainText('The server’s certificate was not checked');

  await flow.verification.click();
  await expect(page.getByRole('button', { name: 'TLS verification on' })).toBeVisible();
  await flow.getToken();
  await expect(flow.tokenResponse).toContainText('Certificate not trusted');
});

test('verification off beyond this computer is warned of, off on this computer is not', async () => {
  const { flow } = app();
  await flow.addWorkspace('Beyond');
  await flow.fill({ tokenEndpoint: 'https://localhost:1/token' });
  await flow.verification.click();
  await expect(flow.serverCard.getByRole('alert')).toHaveCount(0);
  await flow.fill({ tokenEndpoint: 'https://login.example.com/token' });
  await expect(flow.serverCard.getByRole('alert')).toContainText('login.example.com is not this computer');
  await expect(flow.warnings).toContainText('The server’s certificate will not be checked');
});

test('verification off is one workspace’s alone', async () => {
  const { flow, page } = app();
  await flow.addWorkspace('One that is off');
  await flow.verification.click();
  await flow.addWorkspace('Another');
  await expect(flow.verification).toBeChecked();
  await expect(page.getByRole('button', { name: 'TLS verification on' })).toBeVisible();
});

test('trusting a self-signed certificate by one click keeps the check for every other server', async () => {
  const { flow } = app();
  const server = await startFaulty('self-signed');
  await ask('Trusting', server.url('/token'));
  await flow.result.getByRole('button', { name: /^Trust “.*” for this workspace and retry$/ }).click();
  await expect(flow.result).toContainText('200 OK');
  await expect(flow.verification).toBeChecked();
  await expect(flow.serverCard).toContainText('1 added CA');

  const other = await startFaulty('self-signed');
  await flow.tokenEndpoint.fill(other.url('/token'));
  await flow.getToken();
  await expect(flow.tokenResponse).toContainText('Certificate not trusted');
  expectNothingSent(other);
});

test('trusting an authority that came along makes all its certificates verify', async () => {
  const { flow } = app();
  const server = await startFaulty('unknown-ca, sent along');
  await ask('Authority', server.url('/token'));
  await flow.result
    .getByRole('button', { name: /^Trust “.*Stranger.*” for this workspace and retry$/ })
    .click();
  await expect(flow.result).toContainText('200 OK');
  await flow.showResultTab('TLS');
  await expect(flow.tokenResponse).toContainText('This is localhost');
});

test('an authority trusted for all workspaces is trusted in the next one, too, and in no handshake beyond it', async () => {
  const { flow } = app();
  const server = await startFaulty('unknown-ca, sent along');
  await ask('For all', server.url('/token'));
  await flow.result.getByRole('button', { name: 'Trust it for all workspaces and retry' }).click();
  await expect(flow.result).toContainText('200 OK');

  await ask('Another one', server.url('/token'));
  await expect(flow.result).toContainText('200 OK');
  await expect(flow.verification).toBeChecked();

  const stranger = await startFaulty('self-signed');
  await ask('A stranger', stranger.url('/token'));
  await expect(flow.tokenResponse).toContainText('Certificate not trusted');
  expectNothingSent(stranger);
});

test('pinning a certificate that is wrong for everybody else', async () => {
  const { flow } = app();
  const server = await startFaulty('expired');
  await ask('Pinning', server.url('/token'));
  await flow.result
    .getByRole('button', { name: `Pin this certificate for localhost:${server.port} and retry` })
    // Expired, and by an authority that nobody knows: each finding offers it.
    .first()
    .click();
  await expect(flow.result).toContainText('200 OK');
  await expect(flow.serverCard).toContainText('1 pinned certificate');
  await flow.showResultTab('TLS');
  await expect(flow.tokenResponse).toContainText('pinned');
});

test('the same policy holds for the API call', async () => {
  const { flow } = app();
  const server = await startFaulty('self-signed');
  await flow.addWorkspace('API too');
  await flow.apiUrl.fill(server.url('/api'));
  await flow.callApi();
  await expect(flow.apiResponse).toContainText('Certificate not trusted');
  expectNothingSent(server);
  await flow.result.getByRole('button', { name: /^Trust “.*” for this workspace and retry$/ }).click();
  await expect(flow.apiResponse).toContainText('200 OK');
});

test('the TLS state opens what is trusted, with its certificate and use; removing is undone by a click', async () => {
  const { flow, page } = app();
  const server = await startFaulty('expired');
  await ask('Trust list', server.url('/token'));
  await flow.result
    .getByRole('button', { name: `Pin this certificate for localhost:${server.port} and retry` })
    .first()
    .click();
  await expect(flow.result).toContainText('200 OK');
  await page.getByRole('button', { name: 'TLS verification on' }).click();

  const trust = page.getByRole('region', { name: 'Trust' });
  await expect(trust.getByRole('combobox', { name: 'Workspace' })).toHaveValue('Trust list');
  const pin = trust.getByRole('list', { name: 'Pinned certificates' }).getByRole('listitem');
  await expect(pin).toContainText(`localhost:${server.port}`);
  await expect(pin).toContainText(/SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}/);
  await expect(pin).toContainText('Last used');
  await expectAccessible(page);

  await pin.getByRole('button', { name: /^Remove localhost/ }).click();
  await expect(pin).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(pin).toHaveCount(1);
  await pin.getByRole('button', { name: /^Remove localhost/ }).press('Enter');
  await expect(pin).toHaveCount(0);
  await app().open('Flow');
  await flow.getToken();
  await expect(flow.result).toContainText('Certificate not trusted');
});

test('a CA for all workspaces is trusted in each, listed in each, and removed at once', async () => {
  const { flow, page } = app();
  const { cert, key } = pki.good;
  const server = await startServer({ script: issuing(), tls: { cert, key } });
  await ask('First of two', server.url('/token'));
  await expect(flow.result).toContainText('Certificate not trusted');
  await flow.addWorkspace('Second of two');
  await page.getByRole('button', { name: 'TLS verification on' }).click();
  const trust = page.getByRole('region', { name: 'Trust' });
  const chooser = page.waitForEvent('filechooser');
  await trust.getByRole('button', { name: 'Add for all workspaces' }).click();
  await (await chooser).setFiles({
    name: 'root.pem',
    mimeType: 'application/x-pem-file',
    buffer: Buffer.from(pki.root.pem),
  });
  // An earlier test has left one for all workspaces, too.
  const ca = trust
    .getByRole('list', { name: 'Added CAs' })
    .getByRole('listitem')
    .filter({ hasText: 'root.pem' });
  await expect(ca).toContainText('All workspaces');
  await expect(ca).toContainText(/CN=Credence Test Root.* · until/);

  await app().open('Flow');
  await flow.switchWorkspace('First of two');
  await flow.getToken();
  await expect(flow.result).toContainText('200 OK');
  await page.getByRole('button', { name: 'TLS verification on' }).click();
  await expect(ca).toContainText('Last used');
  await ca.getByRole('button', { name: 'Remove root.pem' }).click();
  await app().open('Flow');
  await flow.getToken();
  await expect(flow.result).toContainText('Certificate not trusted');
});
