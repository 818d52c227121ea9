import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { applyMetadata } from '../../../shared/discovery/kept-metadata.ts';
import type { AssertionFault } from '../../../shared/model/client.ts';
import { DEFAULT_ASSERTION } from '../../../shared/model/default-assertion.ts';
import type { Key, KeyKind } from '../../../shared/model/key.ts';
import { openWorkspace, saveWorkspace } from '../../../shared/model/saved-workspace.ts';
import type { Client, Workspace } from '../../../shared/model/workspace.ts';
import { algorithmsOf } from '../../../shared/oauth/jwt/key-algorithms.ts';
import { makeTestPki, type TestPki } from '../../fixtures/certificates/test-pki.ts';
import {
  type OidcClient,
  type OidcServer,
  type OidcServerOptions,
  startOidcServer,
} from '../../fixtures/servers/oidc-server.ts';
import { fakeKeychain } from '../../unit/electron/core/storage/fake-keychain.ts';
import { aWorkspace } from '../../unit/shared/fixtures.ts';
import { trusting } from '../exchange/exchange-bench.ts';
import { type AppBench, startAppBench } from './app-bench.ts';

const KEYS = join(import.meta.dirname, '../../fixtures/keys');
const fixture = (name: string) => readFileSync(join(KEYS, name), 'utf8');
const SECRET = 'a secret of reasonable length, for HS512 of 64 characters or more';
const KINDS: readonly KeyKind[] = ['EC P-256', 'EC P-384', 'EC P-521', 'Ed25519', 'RSA 2048'];

let pki: TestPki;

beforeAll(async () => {
  pki = await makeTestPki();
});

/** oidc-provider with one client, `server`. */
async function startJudge(
  client: Omit<OidcClient, 'clientId'>,
  options: OidcServerOptions = {},
): Promise<OidcServer> {
  const server = await startOidcServer([{ clientId: 'server', ...client }], pki.viaIntermediate, options);
  onTestFinished(async () => {
    expect(server.errors).toEqual([]);
    await server.close();
  });
  return server;
}

interface Setting {
  readonly server: Pick<OidcServer, 'issuer' | 'tokenEndpoint'>;
  readonly client: Partial<Client>;
  readonly keys?: readonly Key[];
}

function workspaceFor({ server, client, keys = [] }: Setting): Workspace {
  const { issuer, tokenEndpoint } = server;
  return aWorkspace({
    server: { issuer, tokenEndpoint },
    tls: trusting(pki.root.pem),
    client,
    keys: [...keys],
  });
}

let runs = 0;

async function requestToken(app: AppBench, setting: Setting | Workspace) {
  const workspace = 'clients' in setting ? setting : workspaceFor(setting);
  runs += 1;
  return app.call('token.run', { runId: `run-${runs}`, workspace });
}

function assertionWith(key: Key | null, change: Partial<typeof DEFAULT_ASSERTION> = {}) {
  return { assertion: { ...DEFAULT_ASSERTION, keyId: key?.id ?? null, ...change } };
}

async function jwksOf(app: AppBench, ...keys: readonly Key[]) {
  const details = await Promise.all(keys.map((key) => app.call('key.describe', { key })));
  // For every algorithm of an RSA key.
  return { keys: details.map(({ jwk: { alg: _, ...jwk } }) => jwk) };
}

describe('oidc-provider accepts, over HTTPS with verification on', () => {
  it.each(['HS256', 'HS384', 'HS512'] as const)('client_secret_jwt with %s', async (macAlgorithm) => {
    const app = await startAppBench();
    const server = await startJudge({ method: 'client_secret_jwt', secret: SECRET });
    await app.call('secret.set', { workspaceId: 'workspace', name: 'client:client', secret: SECRET });
    const client = { authMethod: 'client_secret_jwt', ...assertionWith(null, { macAlgorithm }) } as const;
    const { outcome, exchange, findings } = await requestToken(app, { server, client });
    expect(outcome).toMatchObject({ kind: 'token' });
    expect(exchange.tls).toMatchObject({ acceptedBy: 'extra-ca', problems: [] });
    expect(findings).toEqual([]);
  });

  it.each(KINDS)('private_key_jwt with a generated key: %s, each algorithm, each audience', async (kind) => {
    const app = await startAppBench();
    const key = await app.call('key.generate', { workspaceId: 'workspace', name: 'k', kind });
    const server = await startJudge({
      method: 'private_key_jwt',
      metadata: { jwks: await jwksOf(app, key) },
    });
    for (const signatureAlgorithm of algorithmsOf(key)) {
      for (const audience of ['issuer', 'token-endpoint'] as const) {
        const client = {
          authMethod: 'private_key_jwt',
          ...assertionWith(key, { signatureAlgorithm, audience }),
        } as const;
        const { outcome } = await requestToken(app, { server, client, keys: [key] });
        expect(outcome).toMatchObject({ kind: 'token' });
      }
    }
  });

  it.each([
    ['PKCS #8', 'rsa-pkcs8.pem', null],
    ['PKCS #1', 'rsa-pkcs1.pem', null],
    ['encrypted PKCS #8', 'rsa-pkcs8-scrypt.pem', 'pass phrase é'],
    ['SEC 1', 'ec-p256-sec1.pem', null],
    ['Ed25519', 'ed25519.pem', null],
  ])('private_key_jwt with an imported key, also after a restart: %s', async (_, file, passphrase) => {
    const keychain = fakeKeychain();
    const first = await startAppBench({ keychain });
    const source = { kind: 'text', text: fixture(file) } as const;
    const input = { workspaceId: 'workspace', name: '', source, certificates: '', passphrase };
    const key = await first.call('key.import', input);
    const { kid } = key.publicJwk;
    const own = file.includes('rsa') ? 'rsa-pkcs8.pem' : file;
    const jwk = createPublicKey(fixture(own)).export({ format: 'jwk' });
    const server = await startJudge({
      method: 'private_key_jwt',
      metadata: { jwks: { keys: [{ ...jwk, kid }] } },
    });
    const [signatureAlgorithm = 'ES256'] = algorithmsOf(key);
    const client = { authMethod: 'private_key_jwt', ...assertionWith(key, { signatureAlgorithm }) } as const;
    const workspace = workspaceFor({ server, client, keys: [key] });
    await first.call('workspace.save', { workspace: saveWorkspace(workspace) });
    expect((await requestToken(first, workspace)).outcome).toMatchObject({ kind: 'token' });
    await first.services.close();

    const second = await startAppBench({ keychain, folder: first.dataFolder });
    const { workspaces } = await second.call('app.bootstrap', undefined);
    const kept = openWorkspace(workspaces.find(({ id }) => id === 'workspace') ?? expect.fail());
    expect((await requestToken(second, kept)).outcome).toMatchObject({ kind: 'token' });
  });

  it.each(KINDS)('self_signed_tls_client_auth with a generated certificate: %s', async (kind) => {
    const app = await startAppBench();
    const bare = await app.call('key.generate', { workspaceId: 'workspace', name: 'k', kind });
    const subject = { subject: 'CN=server', names: [], days: 30 };
    const key = await app.call('key.certify', { workspaceId: 'workspace', key: bare, ...subject });
    const server = await startJudge(
      { method: 'self_signed_tls_client_auth', metadata: { jwks: await jwksOf(app, key) } },
      { clientCa: pki.root.pem },
    );
    const client = { authMethod: 'self_signed_tls_client_auth', certificateKeyId: key.id } as const;
    const atMtls = { issuer: server.issuer, tokenEndpoint: server.mtlsTokenEndpoint ?? '' };
    const { outcome, exchange } = await requestToken(app, { server: atMtls, client, keys: [key] });
    expect(outcome).toMatchObject({ kind: 'token' });
    expect(exchange.tls).toMatchObject({ acceptedBy: 'extra-ca', clientCertificateSubject: 'CN=server' });
  });

  it('tls_client_auth with PKCS #12, at the alias that the metadata names', async () => {
    const app = await startAppBench();
    const content = readFileSync(join(KEYS, 'legacy.p12')).toString('base64');
    const key = await app.call('key.import', {
      workspaceId: 'workspace',
      name: '',
      source: { kind: 'text', text: content },
      certificates: '',
      passphrase: 'pass phrase é',
    });
    const server = await startJudge(
      { method: 'tls_client_auth', metadata: { tls_client_auth_subject_dn: 'CN=server, O=Keys' } },
      { clientCa: fixture('root.crt'), publishAliases: true },
    );
    const client = { authMethod: 'tls_client_auth', certificateKeyId: key.id } as const;
    const before = workspaceFor({ server, client, keys: [key] });
    const fetched = await app.call('metadata.fetch', {
      runId: 'm',
      workspace: before,
      address: server.issuer,
    });
    const workspace = applyMetadata(before, fetched.metadata ?? expect.fail());
    const preview = await app.call('token.preview', { workspace });
    expect(preview.request?.url).toBe(server.mtlsTokenEndpoint);
    expect(preview.warnings.map(({ id }) => id)).toContain('lint-mtls-alias');
    const { outcome, exchange } = await requestToken(app, workspace);
    expect(exchange.request.url).toBe(server.mtlsTokenEndpoint);
    expect(outcome).toMatchObject({ kind: 'token' });
  });
});

/** What only RFC 10070 forbids. */
const OF_RFC_10070 = ['second-audience', 'wrong-type'] as const satisfies readonly AssertionFault[];

describe('oidc-provider refuses', () => {
  /** oidc-provider tells no client why; that it is the right reason, its own error says. */
  const causes: Readonly<Record<Exclude<AssertionFault, (typeof OF_RFC_10070)[number]>, RegExp>> = {
    'wrong-audience': /audience/,
    expired: /expired/,
    'not-yet-valid': /not active yet|in the future/,
    'reused-jti': /only be used once/,
    'wrong-subject': /client_id mismatch/,
    'wrong-key': /signature/,
  };

  it.each(Object.keys(causes) as (keyof typeof causes)[])('an assertion with the fault %s', async (fault) => {
    const app = await startAppBench();
    const key = await app.call('key.generate', { workspaceId: 'workspace', name: 'k', kind: 'EC P-256' });
    const server = await startJudge({
      method: 'private_key_jwt',
      metadata: { jwks: await jwksOf(app, key) },
    });
    const request = (change: Partial<typeof DEFAULT_ASSERTION>) =>
      requestToken(app, {
        server,
        client: { authMethod: 'private_key_jwt', ...assertionWith(key, change) },
        keys: [key],
      });
    expect((await request({})).outcome).toMatchObject({ kind: 'token' });
    const { outcome } = await request({ fault });
    expect(outcome).toMatchObject({
      kind: 'error',
      error: fault === 'wrong-subject' ? 'invalid_request' : 'invalid_client',
    });
    expect(server.refusals.at(-1)).toMatch(causes[fault]);
    expect((await request({})).outcome).toMatchObject({ kind: 'token' });
  });

  it.each(OF_RFC_10070)('no assertion with the fault %s, and is reported for it', async (fault) => {
    const app = await startAppBench();
    const key = await app.call('key.generate', { workspaceId: 'workspace', name: 'k', kind: 'EC P-256' });
    const server = await startJudge({
      method: 'private_key_jwt',
      metadata: { jwks: await jwksOf(app, key) },
    });
    const client = { authMethod: 'private_key_jwt', ...assertionWith(key, { fault }) } as const;
    const { outcome, findings } = await requestToken(app, { server, client, keys: [key] });
    expect(outcome).toMatchObject({ kind: 'token' });
    expect(findings.map(({ id }) => id)).toContain('assertion-faulty-accepted');
  });

  it('tls_client_auth without a certificate', async () => {
    const app = await startAppBench();
    const server = await startJudge(
      { method: 'tls_client_auth', metadata: { tls_client_auth_subject_dn: 'CN=server' } },
      { clientCa: pki.root.pem },
    );
    const atMtls = { issuer: server.issuer, tokenEndpoint: server.mtlsTokenEndpoint ?? '' };
    const { outcome } = await requestToken(app, {
      server: atMtls,
      client: { authMethod: 'tls_client_auth' },
    });
    expect(outcome).toMatchObject({ error: 'invalid_client' });
  });
});
