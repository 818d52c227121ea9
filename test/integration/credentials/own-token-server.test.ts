import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSecretVault } from '../../../electron/token-server/clients/secret-vault.ts';
import { applyMetadata } from '../../../shared/discovery/kept-metadata.ts';
import type { AssertionSettings } from '../../../shared/model/client.ts';
import { DEFAULT_ASSERTION } from '../../../shared/model/default-assertion.ts';
import type { Key } from '../../../shared/model/key.ts';
import type { Client, Workspace } from '../../../shared/model/workspace.ts';
import type { ClientAuthentication } from '../../../shared/token-server/client-authentication.ts';
import type { MutualTls, TokenServerConfig } from '../../../shared/token-server/config.ts';
import { aWorkspace } from '../../unit/shared/fixtures.ts';
import { trusting } from '../exchange/exchange-bench.ts';
import { clientWith } from '../token-server/client-keys.ts';
import { makeTemporaryFolder, startServer } from '../token-server/support.ts';
import { type AppBench, startAppBench } from './app-bench.ts';

const KEYS = join(import.meta.dirname, '../../fixtures/keys');
const SECRET = 'a secret that only this client and the server know';
const W = 'workspace';

/** The built-in server with one client, `server`, and the workspace that discovered it; verification on. */
async function startWith(
  app: AppBench,
  authentication: ClientAuthentication,
  { client, keys = [] }: { readonly client: Partial<Client>; readonly keys?: readonly Key[] },
  config: Partial<TokenServerConfig> = {},
  dataDir?: string,
): Promise<Workspace> {
  const { endpoints, ca } = await startServer(
    { clients: [clientWith('server', authentication)], ...config },
    dataDir === undefined ? {} : { dataDir },
  );
  const workspace = aWorkspace({
    tls: trusting(ca),
    client,
    keys: [...keys],
    tokenEndpoint: endpoints.token,
  });
  const { metadata } = await app.call('metadata.fetch', { runId: 'm', workspace, address: endpoints.issuer });
  return applyMetadata(workspace, metadata ?? expect.fail());
}

/** What a person does with a client: a token, a look at it, its end; each with the client's own proof. */
async function pass(app: AppBench, workspace: Workspace): Promise<void> {
  const { token, findings } = await app.call('token.run', { runId: 't', workspace });
  const worse = findings.filter(({ severity }) => severity !== 'info');
  expect(worse).toEqual([]);
  const tokenId = token?.id ?? expect.fail();
  const hint = 'access_token';
  const look = { workspace, tokenId, format: 'json', hint } as const;
  const before = await app.call('token.introspect', { runId: 'i1', ...look });
  expect(before.exchange.response?.body.text).toContain('"active":true');
  await app.call('token.revoke', { runId: 'r', workspace, tokenId, hint });
  const after = await app.call('token.introspect', { runId: 'i2', ...look });
  expect(after.exchange.response?.body.text).toContain('"active":false');
}

const assertionWith = (change: Partial<AssertionSettings>) => ({
  assertion: { ...DEFAULT_ASSERTION, ...change },
});

async function jwksOf(app: AppBench, key: Key) {
  const { jwk } = await app.call('key.describe', { key });
  return { from: 'jwks', jwks: { keys: [jwk] } } as unknown as Extract<
    ClientAuthentication,
    { method: 'private_key_jwt' }
  >['keys'];
}

describe('our token server and our client, over HTTPS with verification on', () => {
  it('client_secret_jwt', async () => {
    const app = await startAppBench();
    const dataDir = await makeTemporaryFolder();
    const secret = await createSecretVault(dataDir).seal(SECRET);
    await app.call('secret.set', { workspaceId: W, name: 'client:client', secret: SECRET });
    const client = { authMethod: 'client_secret_jwt', ...assertionWith({ macAlgorithm: 'HS512' }) } as const;
    await pass(app, await startWith(app, { method: 'client_secret_jwt', secret }, { client }, {}, dataDir));
  });

  it.each([
    ['EC P-256', 'ES256'],
    ['Ed25519', 'EdDSA'],
    ['Ed25519', 'Ed25519'],
    ['RSA 2048', 'PS384'],
  ] as const)(
    'private_key_jwt with %s passes RFC 10070 strict by default',
    async (kind, signatureAlgorithm) => {
      const app = await startAppBench();
      const key = await app.call('key.generate', { workspaceId: W, name: 'k', kind });
      const client = {
        authMethod: 'private_key_jwt',
        ...assertionWith({ keyId: key.id, signatureAlgorithm }),
      } as const;
      const rules = { rfc10070Strict: true, checkAssertionReplay: true };
      const authentication = { method: 'private_key_jwt', keys: await jwksOf(app, key) } as const;
      await pass(app, await startWith(app, authentication, { client, keys: [key] }, { rules }));
    },
  );

  it('self_signed_tls_client_auth, at the second port that the metadata names', async () => {
    const app = await startAppBench();
    const bare = await app.call('key.generate', { workspaceId: W, name: 'k', kind: 'EC P-256' });
    const subject = { subject: 'CN=server', names: [], days: 1 };
    const key = await app.call('key.certify', { workspaceId: W, key: bare, ...subject });
    const client = { authMethod: 'self_signed_tls_client_auth', certificateKeyId: key.id } as const;
    const authentication = { method: client.authMethod, certificates: key.certificates };
    const mutualTls = { mode: 'separate-port', port: 0 } as const;
    await pass(app, await startWith(app, authentication, { client, keys: [key] }, { mutualTls }));
  });

  it('tls_client_auth with a certificate of an authority, from PKCS #12', async () => {
    const app = await startAppBench();
    const source = { kind: 'text', text: readFileSync(join(KEYS, 'modern.p12')).toString('base64') } as const;
    const input = { workspaceId: W, name: '', source, certificates: '', passphrase: 'pass phrase é' };
    const key = await app.call('key.import', input);
    const client = { authMethod: 'tls_client_auth', certificateKeyId: key.id } as const;
    const authentication: ClientAuthentication = {
      method: client.authMethod,
      subject: { field: 'subject_dn', value: 'O=Keys,CN=server' },
    };
    const authorities = [readFileSync(join(KEYS, 'root.crt'), 'utf8')];
    const mutualTls: MutualTls = { mode: 'separate-port', port: 0, authorities };
    await pass(app, await startWith(app, authentication, { client, keys: [key] }, { mutualTls }));
  });

  it.each<[string, Partial<AssertionSettings>]>([
    ['assertion-faulty', { fault: 'wrong-key' }],
    ['assertion-faulty', { fault: 'second-audience' }],
    ['assertion-faulty', { fault: 'wrong-type' }],
    ['assertion-audience', { claims: '{"aud":"https://other.example"}' }],
    ['assertion-time', { claims: '{"exp":1}' }],
    ['assertion-time', { claims: '{"iat":4000000000,"exp":4000000060}' }],
    ['assertion-type', { typ: 'at+jwt' }],
    ['assertion-reused', { claims: '{"jti":null}' }],
    ['assertion-subject', { claims: '{"iss":"other"}' }],
    ['assertion-subject', { claims: '{"sub":"other","iss":"other"}' }],
  ])('what the server says of a refused assertion is understood: %s', async (finding, change) => {
    const app = await startAppBench();
    const key = await app.call('key.generate', { workspaceId: W, name: 'k', kind: 'EC P-256' });
    const client = { authMethod: 'private_key_jwt', ...assertionWith({ keyId: key.id, ...change }) } as const;
    const authentication = { method: 'private_key_jwt', keys: await jwksOf(app, key) } as const;
    const rules = { checkAssertionReplay: true };
    const workspace = await startWith(app, authentication, { client, keys: [key] }, { rules });
    const { outcome, findings } = await app.call('token.run', { runId: 't', workspace });
    expect(outcome).toMatchObject({ kind: 'error', error: 'invalid_client' });
    expect(findings[0]?.id).toBe(finding);
  });

  it('an unregistered key is rejected without a reason, and the finding says what to check', async () => {
    const app = await startAppBench();
    const [used, registered] = await Promise.all(
      ['used', 'registered'].map((name) =>
        app.call('key.generate', { workspaceId: W, name, kind: 'EC P-256' }),
      ),
    );
    if (!used || !registered) throw new Error('two keys');
    const client = { authMethod: 'private_key_jwt', ...assertionWith({ keyId: used.id }) } as const;
    const authentication = { method: 'private_key_jwt', keys: await jwksOf(app, registered) } as const;
    const workspace = await startWith(app, authentication, { client, keys: [used] });
    const { findings } = await app.call('token.run', { runId: 't', workspace });
    expect(findings[0]).toMatchObject({
      id: 'assertion-refused',
      nextStep: expect.stringContaining('whether the public half of the key is registered'),
      actions: [{ kind: 'switch-audience', to: 'token-endpoint' }, { kind: 'choose-key' }],
    });
  });
});
