import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyMetadata, metadataOf } from '../../../shared/discovery/kept-metadata.ts';
import { makeTestPki, type TestPki } from '../../fixtures/certificates/test-pki.ts';
import { type OidcServer, startOidcServer } from '../../fixtures/servers/oidc-server.ts';
import { startRawServer } from '../../fixtures/servers/raw-server.ts';
import { aWorkspace } from '../../unit/shared/fixtures.ts';
import { trusting } from '../exchange/exchange-bench.ts';
import { startServer } from '../token-server/support.ts';
import { startAppBench } from './app-bench.ts';

let pki: TestPki;
let server: OidcServer;

beforeAll(async () => {
  pki = await makeTestPki();
  server = await startOidcServer(
    [{ clientId: 'server', secret: 'Secr3t!', method: 'client_secret_post' }],
    pki.viaIntermediate,
  );
});

afterAll(async () => {
  await server.close();
});

function customWorkspace() {
  return aWorkspace({ tls: trusting(pki.root.pem), tokenEndpoint: '' });
}

describe('discovery, over HTTPS with verification on', () => {
  it('finds oidc-provider’s metadata from its issuer', async () => {
    const app = await startAppBench();
    const run = await app.call('metadata.fetch', {
      runId: 'd',
      workspace: customWorkspace(),
      address: server.issuer,
    });
    expect(run.findings).toEqual([]);
    expect(run.exchanges.map(({ tls }) => tls?.acceptedBy)).toEqual(run.exchanges.map(() => 'extra-ca'));
    expect(run.metadata?.url).toBe(`${server.issuer}/.well-known/oauth-authorization-server`);
    expect(app.history()).toEqual(['metadata 200']);
    const workspace = applyMetadata(customWorkspace(), run.metadata ?? expect.fail());
    expect(workspace.server).toMatchObject({ issuer: server.issuer, tokenEndpoint: server.tokenEndpoint });
    expect(metadataOf(workspace)).toMatchObject({ introspection_endpoint: server.introspectionEndpoint });
  });

  it('finds it by another of its addresses, too', async () => {
    const app = await startAppBench();
    const run = await app.call('metadata.fetch', {
      runId: 'd',
      workspace: customWorkspace(),
      address: server.introspectionEndpoint,
    });
    expect(run.findings).toEqual([]);
    expect(run.metadata?.url).toBe(`${server.issuer}/.well-known/oauth-authorization-server`);
    // Several addresses are asked at a time: those of one millisecond are in the history in any order.
    expect(app.history().toSorted()).toEqual(
      run.exchanges.map(({ response }) => `metadata ${response?.status}`).toSorted(),
    );
    expect(run.exchanges.length).toBeGreaterThan(1);
  });

  it('reports that the server names another issuer', async () => {
    const app = await startAppBench();
    const run = await app.call('metadata.fetch', {
      runId: 'd',
      workspace: customWorkspace(),
      address: server.issuer.replace('localhost', '127.0.0.1'),
    });
    expect(run.findings.map(({ id }) => id)).toEqual(['metadata-issuer-mismatch']);
    expect(run.metadata).not.toBeNull();
  });

  it('finds the built-in server’s metadata, at Curity’s paths, from the token endpoint', async () => {
    const own = await startServer();
    const app = await startAppBench();
    const workspace = aWorkspace({ tls: trusting(own.ca) });
    const run = await app.call('metadata.fetch', { runId: 'd', workspace, address: own.endpoints.token });
    expect(run.findings).toEqual([]);
    expect(metadataOf(applyMetadata(workspace, run.metadata ?? expect.fail()))).toMatchObject({
      issuer: own.endpoints.issuer,
      token_endpoint: own.endpoints.token,
    });
  });

  it('stops at an untrusted server and says why', async () => {
    const app = await startAppBench();
    const run = await app.call('metadata.fetch', {
      runId: 'd',
      workspace: aWorkspace(),
      address: server.issuer,
    });
    expect(run).toMatchObject({ metadata: null, findings: [{ severity: 'fatal' }] });
    expect(run.exchanges).toHaveLength(1);
  });

  it.each(['', '/'])(
    'follows a redirect of the same origin that only adds or drops a slash: %j',
    async (slash) => {
      const path = '/.well-known/oauth-authorization-server';
      const [from, to] = slash === '' ? [`${path}/`, path] : [path, `${path}/`];
      const server = await startRawServer({
        tls: pki.viaIntermediate,
        script: async (peer) => {
          for (let request = await peer.readRequest(); request; request = await peer.readRequest()) {
            const document = JSON.stringify({ issuer: origin(), token_endpoint: `${origin()}/token` });
            peer.write(
              request.toString().startsWith(`GET ${to} `)
                ? `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${document.length}\r\n\r\n${document}`
                : `HTTP/1.1 308 Moved\r\nLocation: ${to}\r\nContent-Length: 0\r\n\r\n`,
            );
          }
        },
      });
      const origin = () => server.url('');
      const app = await startAppBench();
      const run = await app.call('metadata.fetch', {
        runId: 'd',
        workspace: customWorkspace(),
        address: server.url(from),
      });
      await server.close();
      expect(run.metadata?.url).toBe(server.url(to));
      expect(app.history()).toEqual(['metadata 308', 'metadata 200']);
    },
  );

  it('names the address that one of them redirects to, for one click', async () => {
    const moved = await startRawServer({
      tls: pki.viaIntermediate,
      script: async (peer) => {
        for (;;) {
          const request = (await peer.readRequest())?.toString();
          if (request === undefined) return;
          peer.write(
            request.startsWith('GET /.well-known/openid-configuration ')
              ? `HTTP/1.1 301 Moved\r\nLocation: ${server.issuer}/.well-known/openid-configuration\r\nContent-Length: 0\r\n\r\n`
              : 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n',
          );
        }
      },
    });
    const app = await startAppBench();
    const run = await app.call('metadata.fetch', {
      runId: 'd',
      workspace: customWorkspace(),
      address: moved.url(''),
    });
    await moved.close();
    expect(run).toMatchObject({ metadata: null, findings: [{ id: 'http-redirect' }] });
    expect(run.findings[0]?.actions).toEqual([
      { kind: 'use-url', url: `${server.issuer}/.well-known/openid-configuration` },
    ]);
  });

  it('reports the most likely URL if there is no metadata', async () => {
    const app = await startAppBench();
    const run = await app.call('metadata.fetch', {
      runId: 'd',
      workspace: customWorkspace(),
      address: `${server.issuer}/nobody/.well-known/openid-configuration`,
    });
    expect(run).toMatchObject({ metadata: null, findings: [{ id: 'metadata-none' }] });
  });
});
