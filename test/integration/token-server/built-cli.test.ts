import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PATHS } from '../../../electron/token-server/paths.ts';
import { makeClientCertificate } from '../../unit/electron/token-server/make-client-certificate.ts';
import { makeClientKey } from './client-keys.ts';
import { verifyingFetch } from './judge-fetch.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../..');
const START_LIMIT_MS = 60_000;

/** Plain Node, as a script or a CI job would start it: not Electron's, on which these tests run. */
const environment = { ...process.env };
delete environment.ELECTRON_RUN_AS_NODE;

let dataFolder: string;
let child: ChildProcess;
let stdout = '';

/** Starts what `npm run token-server` starts; resolves when it has printed that it runs. */
async function start(...args: readonly string[]): Promise<void> {
  dataFolder = await mkdtemp(join(tmpdir(), 'credence-cli-'));
  const command = ['scripts/token-server.mjs', '--port', '0', '--data-dir', dataFolder, ...args];
  child = spawn('node', command, { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  if (!child.stdout) throw new Error('no output to read');
  stdout = '';
  for await (const line of createInterface({ input: child.stdout })) {
    stdout += `${line}\n`;
    if (line.startsWith('Ctrl+C')) break;
  }
}

/** By a signal that the script passes on to the server, which would live on after a SIGKILL. */
async function end(): Promise<void> {
  const exited = child.exitCode === null ? once(child, 'exit') : Promise.resolve();
  child.kill('SIGTERM');
  await exited;
  await rm(dataFolder, { recursive: true, force: true });
}

describe('the built token server without a configuration', () => {
  beforeAll(() => start(), START_LIMIT_MS);
  afterAll(end);

  it('prints commands that work in a terminal, with the certificate verified', async () => {
    const command = stdout.slice(stdout.indexOf('curl --cacert'), stdout.indexOf('Ctrl+C'));
    const { stdout: answer } = await run('bash', ['-c', `${command.trim()} --silent --show-error`]);
    expect(JSON.parse(answer)).toEqual({
      access_token: expect.stringMatching(/^[0-9a-f-]{36}$/),
      scope: 'read',
      token_type: 'bearer',
      expires_in: 299,
    });
  });

  it('and one signal stops it cleanly', async () => {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  });
});

describe('the built token server with a configuration', () => {
  let configFolder: string;
  let key: Awaited<ReturnType<typeof makeClientKey>>;
  let certificate: Awaited<ReturnType<typeof makeClientCertificate>>;

  beforeAll(async () => {
    configFolder = await mkdtemp(join(tmpdir(), 'credence-cli-config-'));
    key = await makeClientKey('ES256');
    certificate = await makeClientCertificate('CN=pinned');
    const inFolder = (name: string, text: string) => writeFile(join(configFolder, name), text);
    await inFolder('jwks.json', JSON.stringify({ keys: [key.publicJwk] }));
    await inFolder('pinned.pem', certificate.pem);
    const config = {
      clients: [
        {
          clientId: 'signer',
          authentication: { method: 'private_key_jwt', keys: { from: 'jwks', jwks: 'jwks.json' } },
          dpop: 'required',
        },
        {
          clientId: 'pinned',
          authentication: { method: 'self_signed_tls_client_auth', certificates: ['pinned.pem'] },
          certificateBinding: 'required',
        },
        {
          clientId: 'hmac',
          authentication: { method: 'client_secret_jwt', secret: 'canary-of-the-hmac-client' },
        },
      ],
      rules: { requireDpopNonce: true },
      mutualTls: { mode: 'separate-port', port: 0 },
    };
    await inFolder('config.json', JSON.stringify(config));
    await start('--config', join(configFolder, 'config.json'));
  }, START_LIMIT_MS);
  afterAll(async () => {
    await end();
    await rm(configFolder, { recursive: true, force: true });
  });

  async function discover(shown: { cert: string; key: string } | null = null) {
    const ca = await readFile(join(dataFolder, 'ca.pem'), 'utf8');
    const options = { [oauth.customFetch]: verifyingFetch({ ca }, shown) };
    const baseUrl = /Token server\s+(\S+)/.exec(stdout)?.[1] ?? '';
    const issuer = new URL(`${baseUrl}${PATHS.jwks}`.replace(/\/jwks$/, ''));
    const as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options));
    return { as, baseUrl, options };
  }

  it('passes a signing client with DPoP and nonces, on plain Node', async () => {
    const { as, baseUrl, options } = await discover();
    const me: oauth.Client = { client_id: 'signer' };
    const authentication = oauth.PrivateKeyJwt(key.privateKey);
    const withProof = { ...options, DPoP: oauth.DPoP(me, await oauth.generateKeyPair('ES256')) };
    const request = async () => {
      const response = await oauth.clientCredentialsGrantRequest(as, me, authentication, {}, withProof);
      return oauth.processClientCredentialsResponse(as, me, response);
    };
    // The first answer gives the nonce, the second the token.
    await expect(request()).rejects.toSatisfy(oauth.isDPoPNonceError);
    const { access_token } = await request();
    const url = new URL(PATHS.apiEcho, baseUrl);
    const call = () => oauth.protectedResourceRequest(access_token, 'GET', url, undefined, null, withProof);
    const answer = await call().catch(call);
    expect(await answer.json()).toMatchObject({
      token: { client_id: 'signer', cnf: { jkt: expect.any(String) } },
    });
  });

  it('and one with a pinned certificate at the second port', async () => {
    const { as, options } = await discover({ cert: certificate.pem, key: certificate.key });
    const me = { client_id: 'pinned', use_mtls_endpoint_aliases: true };
    const response = await oauth.clientCredentialsGrantRequest(as, me, oauth.TlsClientAuth(), {}, options);
    expect(await oauth.processClientCredentialsResponse(as, me, response)).toMatchObject({
      token_type: 'bearer',
    });
  });

  it('and one with an HMAC, whose secret stands nowhere in its folder or on the screen', async () => {
    const { as, options } = await discover();
    const me = { client_id: 'hmac' };
    const authentication = oauth.ClientSecretJwt('canary-of-the-hmac-client');
    const response = await oauth.clientCredentialsGrantRequest(as, me, authentication, {}, options);
    expect(response.status).toBe(200);
    const { stdout: files } = await run('grep', ['-r', 'canary', dataFolder]).catch((cause) => cause);
    expect([files, stdout.includes('canary')]).toEqual(['', false]);
  });
});
