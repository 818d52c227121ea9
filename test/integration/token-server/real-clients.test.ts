import { execFile, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exportPKCS8 } from 'jose';
import { fetch } from 'undici';
import { describe, expect, test } from 'vitest';
import { createSecretVault } from '../../../electron/token-server/clients/secret-vault.ts';
import { PATHS } from '../../../electron/token-server/paths.ts';
import { clientWith, makeClientKey } from './client-keys.ts';
import { CONFIG, makeTemporaryFolder, SECRET, type StartedServer, startServer, trusting } from './support.ts';

// Libraries that people use, each in a process of its own that verifies certificates and trusts the local CA alone.
// openid-client and oauth4webapi are in judges.test.ts, by every method.

const run = promisify(execFile);
const script = (name: string) => join(import.meta.dirname, 'clients', name);

async function caFileOf({ ca }: StartedServer): Promise<string> {
  const file = join(await makeTemporaryFolder(), 'ca.pem');
  await writeFile(file, ca);
  return file;
}

/** The token that a client prints as JSON. */
async function runNode(started: StartedServer, name: string, ...args: readonly string[]) {
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: await caFileOf(started) };
  const { stdout } = await run(process.execPath, [script(name), ...args], { env });
  return JSON.parse(stdout);
}

/** The token works at the demo API. */
async function callApi({ ca, endpoints }: StartedServer, token: string, path: string = PATHS.apiRead) {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(endpoints.baseUrl + path, { headers, dispatcher: trusting(ca) });
  return response.status;
}

async function startWithKey(algorithm: string, rules = {}) {
  const key = await makeClientKey(algorithm);
  const signer = clientWith('signer', {
    method: 'private_key_jwt',
    keys: { from: 'jwks', jwks: { keys: [key.publicJwk] } },
  });
  const started = await startServer({ clients: [...CONFIG.clients, signer], rules });
  return { key, started };
}

describe('MSAL for Node', () => {
  test('gets a token by client_secret_post', async () => {
    const started = await startServer();
    const credential = JSON.stringify({ clientSecret: SECRET });
    const { access_token } = await runNode(
      started,
      'msal.mjs',
      started.endpoints.issuer,
      'server',
      credential,
    );
    expect(await callApi(started, access_token)).toBe(200);
  });

  test('gets a token by private_key_jwt with a certificate, with the rule legacy audience', async () => {
    const { started, key } = await startWithKey('PS256', { legacyAudience: true });
    const credential = {
      clientCertificate: { thumbprintSha256: 'a'.repeat(64), privateKey: await exportPKCS8(key.privateKey) },
    };
    const { issuer } = started.endpoints;
    const { access_token } = await runNode(started, 'msal.mjs', issuer, 'signer', JSON.stringify(credential));
    expect(await callApi(started, access_token)).toBe(200);
  });
});

describe('the MCP SDK', () => {
  test('finds the server of an API and gets a token by client_secret_basic', async () => {
    const started = await startServer();
    const { baseUrl, issuer } = started.endpoints;
    const options = JSON.stringify({ kind: 'secret', clientId: 'server', clientSecret: SECRET });
    const tokens = await runNode(started, 'mcp.mjs', baseUrl + PATHS.apiRead, issuer, options);
    expect(tokens.result).toBe('AUTHORIZED');
    expect(await callApi(started, tokens.access_token)).toBe(200);
  });

  test('gets a token by private_key_jwt', async () => {
    const { key, started } = await startWithKey('ES256');
    const { baseUrl, issuer } = started.endpoints;
    const privateKey = await exportPKCS8(key.privateKey);
    const options = JSON.stringify({ clientId: 'signer', privateKey, algorithm: 'ES256' });
    const tokens = await runNode(started, 'mcp.mjs', baseUrl + PATHS.apiRead, issuer, options);
    expect(await callApi(started, tokens.access_token)).toBe(200);
  });
});

describe('simple-oauth2', () => {
  test.each(['header', 'body'])('gets a token, authenticating by the %s', async (method) => {
    const started = await startServer();
    const { token } = started.endpoints;
    const tokens = await runNode(started, 'simple-oauth2.mjs', token, 'server', SECRET, method);
    expect(await callApi(started, tokens.access_token)).toBe(200);
  });
});

describe('curl', () => {
  test.each([
    ['client_secret_basic', ['-u', `server:${SECRET}`]],
    ['client_secret_basic when challenged, like Java and urllib', ['--anyauth', '-u', `server:${SECRET}`]],
    ['client_secret_post', ['-d', 'client_id=server', '--data-urlencode', `client_secret=${SECRET}`]],
  ])('gets a token by %s', async (_method, authentication) => {
    const started = await startServer();
    const common = ['-sS', '--fail', '--cacert', await caFileOf(started), started.endpoints.token];
    const grant = ['-d', 'grant_type=client_credentials', '-d', 'scope=read'];
    const { stdout } = await run('curl', [...common, ...grant, ...authentication]);
    expect(await callApi(started, JSON.parse(stdout).access_token)).toBe(200);
  });
});

const PYTHON = process.env.PYTHON ?? 'python3';
const hasModule = (name: string) => spawnSync(PYTHON, ['-c', `import ${name}`]).status === 0;

describe.each([
  ['Authlib', 'authlib', 'authlib_client.py'],
  ['requests-oauthlib', 'requests_oauthlib', 'requests_oauthlib_client.py'],
])('%s, where it is installed', (_name, module, file) => {
  test.skipIf(!hasModule(module)).each(['client_secret_basic', 'client_secret_post'])(
    'gets a token by %s',
    async (method) => {
      const started = await startServer();
      const args = [started.endpoints.token, await caFileOf(started), 'server', SECRET, method];
      const { stdout } = await run(PYTHON, [script(file), ...args]);
      expect(await callApi(started, JSON.parse(stdout).access_token)).toBe(200);
    },
  );
});

describe('Authlib with assertions, where it is installed: it needs the rule legacy audience', () => {
  const getToken = async (started: StartedServer, ...args: readonly string[]) => {
    const { token } = started.endpoints;
    const all = [script('authlib_client.py'), token, await caFileOf(started), ...args];
    const { stdout } = await run(PYTHON, all);
    return callApi(started, JSON.parse(stdout).access_token);
  };

  test.skipIf(!hasModule('authlib'))('gets a token by client_secret_jwt', async () => {
    const dataDir = await makeTemporaryFolder();
    const secret = 'a secret that only this client and the server know';
    const sealed = await createSecretVault(dataDir).seal(secret);
    const clients = [clientWith('hmac', { method: 'client_secret_jwt', secret: sealed })];
    const started = await startServer({ clients, rules: { legacyAudience: true } }, { dataDir });
    expect(await getToken(started, 'hmac', secret, 'client_secret_jwt')).toBe(200);
  });

  test.skipIf(!hasModule('authlib')).each(['RS256', 'PS256'])(
    'gets a token by private_key_jwt with %s',
    async (algorithm) => {
      const { key, started } = await startWithKey(algorithm, { legacyAudience: true });
      const pem = await exportPKCS8(key.privateKey);
      expect(await getToken(started, 'signer', pem, 'private_key_jwt', algorithm)).toBe(200);
    },
  );
});
