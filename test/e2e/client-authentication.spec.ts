import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTestPki, type Presented, present, type TestPki } from '../fixtures/certificates/test-pki.ts';
import { type OidcClient, type OidcServer, startOidcServer } from '../fixtures/servers/oidc-server.ts';
import { expectAccessible } from './accessibility.ts';
import { expect, shareApp, test } from './app.ts';

const app = shareApp();
const KEYS = join(import.meta.dirname, '../fixtures/keys');
const running: OidcServer[] = [];
let pki: TestPki;
/** With its authority, so that it can be trusted by one click. */
let presented: Presented;

test.beforeAll(async () => {
  pki = await makeTestPki();
  presented = present(pki.good.leaf, pki.root);
});

test.afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

/** oidc-provider with a client `server`, whose `jwks` are what the window showed. */
async function register(client: Omit<OidcClient, 'clientId'>, clientCa?: string): Promise<OidcServer> {
  const options = clientCa === undefined ? {} : { clientCa, publishAliases: true };
  const server = await startOidcServer([{ clientId: 'server', ...client }], presented, options);
  running.push(server);
  return server;
}

async function trustAndRetry(): Promise<void> {
  const { flow } = app();
  await flow.result.getByRole('button', { name: /^Trust “CN=Credence Test Root/ }).click();
}

test('private_key_jwt: a key made here, registered, used, broken on purpose, and mended by the button', async () => {
  const { flow, keys, page } = app();
  await flow.addWorkspace('By a key');
  await flow.fill({ clientId: 'server' });
  await flow.authenticateBy('private_key_jwt');
  await expect(keys.privateKey).toBeDisabled();
  await flow.serverCard.getByRole('button', { name: 'Keys and certificates' }).click();
  await expect(keys.dialog).toContainText('No keys yet');
  await keys.close();
  await flow.serverCard.getByRole('button', { name: 'Generate a key' }).click();
  await expect(keys.privateKey).toHaveValue('Signing key (EC P-256)');

  await flow.serverCard.getByRole('button', { name: 'Show public key' }).click();
  await expectAccessible(page);
  const jwks = await keys.readJwks();
  await keys.close();

  const server = await register({ method: 'private_key_jwt', metadata: { jwks } });
  await flow.fill({ tokenEndpoint: server.tokenEndpoint });
  await flow.showPreview('Assertion');
  await expect(flow.previewText).toContainText('Signed for each request with the key “Signing key”.');
  await expect(flow.previewText).toContainText(server.tokenEndpoint);
  await flow.getToken();
  await trustAndRetry();
  await expect(flow.result).toContainText('200 OK');

  await flow.openFold('Assertion');
  await flow.serverCard.getByRole('combobox', { name: 'Break it' }).click();
  await page.getByRole('option', { name: 'expired an hour ago' }).click();
  await expect(flow.warnings).toContainText('The assertion is wrong on purpose');
  await expectAccessible(page);
  await flow.getToken();
  await expect(flow.diagnosis).toContainText('The server rejected the faulty assertion');
  await flow.result.getByRole('button', { name: 'Retry with a correct assertion' }).click();
  await expect(flow.result).toContainText('200 OK');
  expect(server.errors).toEqual([]);
});

test('tls_client_auth: a wrong subject and a wrong passphrase said, the certificate missed and then presented', async () => {
  const { flow, keys, page } = app();
  const server = await register(
    { method: 'tls_client_auth', metadata: { tls_client_auth_subject_dn: 'CN=server, O=Keys' } },
    readFileSync(join(KEYS, 'root.crt'), 'utf8'),
  );
  await flow.addWorkspace('By a certificate');
  await flow.fill({ tokenEndpoint: server.mtlsTokenEndpoint ?? '', clientId: 'server' });
  await flow.authenticateBy('tls_client_auth');
  await flow.getToken();
  await trustAndRetry();
  await expect(flow.diagnosis).toContainText('No certificate was presented');
  await flow.result.getByRole('button', { name: 'Choose a certificate…' }).click();

  await keys.dialog.getByRole('button', { name: 'Generate a key' }).click();
  await keys.dialog.getByLabel('Subject').fill('nobody');
  await keys.dialog.getByRole('button', { name: 'Generate key' }).click();
  await expect(keys.dialog.getByRole('status')).toContainText('No certificate can be made with this subject');
  await keys.dialog.getByLabel('Subject').fill('CN=nobody');
  await keys.dialog.getByRole('button', { name: 'Generate certificate' }).click();
  await expect(keys.dialog).toContainText('CN=nobody');

  await keys.dialog.getByRole('button', { name: 'Import a key' }).click();
  await keys.dialog.getByLabel('Private key').fill(readFileSync(join(KEYS, 'modern.p12')).toString('base64'));
  await keys.dialog.getByLabel('Passphrase').fill('wrong');
  await keys.dialog.getByRole('button', { name: 'Import key' }).click();
  await expect(keys.dialog.getByLabel('Passphrase')).toBeFocused();
  await expect(keys.dialog.getByLabel('Passphrase')).toHaveAccessibleDescription(
    /The passphrase does not open this PKCS #12 file\./,
  );
  await expectAccessible(page);
  await keys.dialog.getByLabel('Passphrase').fill('pass phrase é');
  await keys.dialog.getByRole('button', { name: 'Import key' }).click();
  await expect(keys.dialog).toContainText('is presented in TLS by server');
  await expect(keys.dialog).toContainText('CN=server, O=Keys');
  await keys.close();
  await expect(keys.clientCertificate).toHaveValue('My client (EC P-256)');

  await flow.getToken();
  await expect(flow.result).toContainText('200 OK');
  expect(server.errors).toEqual([]);
});
