import * as oauth from 'oauth4webapi';
import * as client from 'openid-client';
import { describe, expect, test } from 'vitest';
import { createSecretVault } from '../../../electron/token-server/clients/secret-vault.ts';
import { PATHS } from '../../../electron/token-server/paths.ts';
import type { MutualTls } from '../../../shared/token-server/config.ts';
import { makeClientCertificate } from '../../unit/electron/token-server/make-client-certificate.ts';
import { clientWith, JUDGED_ALGORITHMS, makeClientKey } from './client-keys.ts';
import { verifyingFetch } from './judge-fetch.ts';
import {
  CONFIG,
  makeTemporaryFolder,
  type ShownCertificate,
  type StartedServer,
  startServer,
} from './support.ts';

const SECRET = 'a secret that only this client and the server know';
const mine = await makeClientCertificate('CN=my-client, O=Credence');
const shown: ShownCertificate = { cert: mine.pem, key: mine.key };
const keys = await Promise.all(JUDGED_ALGORITHMS.map(makeClientKey));

/** Every method at one server, with certificate verification on. */
async function startForAll(mutualTls: MutualTls = { mode: 'off' }): Promise<StartedServer> {
  const dataDir = await makeTemporaryFolder();
  const sealed = await createSecretVault(dataDir).seal(SECRET);
  const clients = [
    ...CONFIG.clients,
    clientWith('client_secret_jwt', { method: 'client_secret_jwt', secret: sealed }),
    clientWith('private_key_jwt', {
      method: 'private_key_jwt',
      keys: { from: 'jwks', jwks: { keys: keys.map(({ publicJwk }) => publicJwk) } },
    }),
    clientWith('tls_client_auth', {
      method: 'tls_client_auth',
      subject: { field: 'subject_dn', value: 'O=Credence,CN=my-client' },
    }),
    clientWith('self_signed_tls_client_auth', {
      method: 'self_signed_tls_client_auth',
      certificates: [mine.pem],
    }),
    clientWith('none', { method: 'none' }),
  ];
  return startServer({ clients, mutualTls }, { dataDir });
}

/** What both judges do with a client: a token, a call, a look at the token, its end. */
async function passAtOpenidClient(
  started: StartedServer,
  clientId: string,
  authentication: client.ClientAuth,
  certificate: ShownCertificate | null = null,
): Promise<void> {
  const metadata = { use_mtls_endpoint_aliases: started.endpoints.mutualTls !== undefined };
  const config = await client.discovery(
    new URL(started.endpoints.issuer),
    clientId,
    metadata,
    authentication,
    { [client.customFetch]: verifyingFetch(started, certificate) },
  );
  const tokens = await client.clientCredentialsGrant(config, { scope: 'read' });
  const url = new URL(PATHS.apiRead, started.endpoints.baseUrl);
  const answer = await client.fetchProtectedResource(config, tokens.access_token, url, 'GET');
  expect(await answer.json()).toMatchObject({ client_id: clientId, scope: 'read' });
  expect(await client.tokenIntrospection(config, tokens.access_token)).toMatchObject({ active: true });
  await client.tokenRevocation(config, tokens.access_token);
  expect(await client.tokenIntrospection(config, tokens.access_token)).toEqual({ active: false });
}

async function passAtOauth4webapi(
  started: StartedServer,
  clientId: string,
  authentication: oauth.ClientAuth,
  certificate: ShownCertificate | null = null,
): Promise<void> {
  const options = { [oauth.customFetch]: verifyingFetch(started, certificate) };
  const issuer = new URL(started.endpoints.issuer);
  const discovered = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...options });
  const as = await oauth.processDiscoveryResponse(issuer, discovered);
  const me = { client_id: clientId, use_mtls_endpoint_aliases: started.endpoints.mutualTls !== undefined };
  expect(as.token_endpoint_auth_methods_supported).toContain(clientId);
  const response = await oauth.clientCredentialsGrantRequest(
    as,
    me,
    authentication,
    { scope: 'read' },
    options,
  );
  const { access_token } = await oauth.processClientCredentialsResponse(as, me, response);
  const asked = await oauth.introspectionRequest(as, me, authentication, access_token, options);
  expect(await oauth.processIntrospectionResponse(as, me, asked)).toMatchObject({ active: true });
  const revoked = await oauth.revocationRequest(as, me, authentication, access_token, options);
  expect(await oauth.processRevocationResponse(revoked)).toBeUndefined();
}

describe('client_secret_jwt', () => {
  test('passes at openid-client and oauth4webapi', async () => {
    const started = await startForAll();
    await passAtOpenidClient(started, 'client_secret_jwt', client.ClientSecretJwt(SECRET));
    await passAtOauth4webapi(started, 'client_secret_jwt', oauth.ClientSecretJwt(SECRET));
    await expect
      .poll(() => started.server.log.map(({ decision }) => decision).join())
      .toContain('client_secret_jwt (HS256)');
  });
});

describe('private_key_jwt', () => {
  test.each(keys.map((key) => [key.publicJwk.kid ?? '', key] as const))(
    'passes at openid-client and oauth4webapi, signed by %s',
    async (kid, { privateKey }) => {
      const started = await startForAll();
      await passAtOpenidClient(started, 'private_key_jwt', client.PrivateKeyJwt({ key: privateKey, kid }));
      await passAtOauth4webapi(started, 'private_key_jwt', oauth.PrivateKeyJwt({ key: privateKey, kid }));
      const decisions = started.server.log.map(({ decision }) => decision).join();
      expect(decisions).toContain(`private_key_jwt (${kid})`);
    },
  );
});

describe('mutual TLS', () => {
  // The certificate is its own authority: trusted as one for tls_client_auth, as itself for the other.
  const authorities = [mine.pem];
  const ports: readonly MutualTls[] = [
    { mode: 'same-port', authorities },
    { mode: 'separate-port', port: 0, authorities },
  ];

  for (const method of ['tls_client_auth', 'self_signed_tls_client_auth'] as const) {
    test.each(ports)(`${method} passes at openid-client and oauth4webapi: $mode`, async (mutualTls) => {
      const started = await startForAll(mutualTls);
      await passAtOpenidClient(started, method, client.TlsClientAuth(), shown);
      await passAtOauth4webapi(started, method, oauth.TlsClientAuth(), shown);
    });
  }
});

describe('none', () => {
  test('is refused for client credentials, as documented', async () => {
    const started = await startForAll();
    const config = await client.discovery(
      new URL(started.endpoints.issuer),
      'none',
      undefined,
      client.None(),
      {
        [client.customFetch]: verifyingFetch(started),
      },
    );
    expect(config.serverMetadata().token_endpoint_auth_methods_supported).not.toContain('none');
    await expect(client.clientCredentialsGrant(config)).rejects.toMatchObject({
      status: 400,
      error: 'unauthorized_client',
    });
  });
});
