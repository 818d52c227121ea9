import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ApiRun, TokenRun } from '../../../shared/ipc/runs.ts';
import type { Client, ProofFault } from '../../../shared/model/client.ts';
import type { Key, KeyKind } from '../../../shared/model/key.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { proofOf } from '../../../shared/oauth/dpop/dpop.ts';
import { keyKindFor } from '../../../shared/oauth/jwt/key-algorithms.ts';
import { certificateThumbprint, jwkThumbprint } from '../../../shared/oauth/jwt/thumbprint.ts';
import { confirmationOfToken } from '../../../shared/oauth/token/confirmation.ts';
import { makeTestPki, type TestPki } from '../../fixtures/certificates/test-pki.ts';
import {
  BOUND_RESOURCE,
  BOUND_SECRET,
  type BoundTokenServer,
  startBoundTokenServer,
} from '../../fixtures/servers/bound-token-server.ts';
import { type RawServer, startRawServer } from '../../fixtures/servers/raw-server.ts';
import { answer, answeringInTurn } from '../../fixtures/servers/scripts.ts';
import { aWorkspace } from '../../unit/shared/fixtures.ts';
import { trusting } from '../exchange/exchange-bench.ts';
import { CONFIG, startServer } from '../token-server/support.ts';
import { type AppBench, startAppBench } from './app-bench.ts';

let pki: TestPki;
let server: BoundTokenServer;
let nonceServer: BoundTokenServer;

beforeAll(async () => {
  pki = await makeTestPki();
  server = await startBoundTokenServer(pki.viaIntermediate, { nonces: false });
  nonceServer = await startBoundTokenServer(pki.viaIntermediate, { nonces: true });
});
afterAll(async () => {
  expect([...server.errors, ...nonceServer.errors]).toEqual([]);
  await Promise.all([server.close(), nonceServer.close()]);
});

/** An app whose client has its secret, and a key. */
async function startApp(kind: KeyKind = 'EC P-256'): Promise<{ readonly app: AppBench; readonly key: Key }> {
  const app = await startAppBench();
  await app.call('secret.set', { workspaceId: 'workspace', name: 'client:client', secret: BOUND_SECRET });
  return { app, key: await app.call('key.generate', { workspaceId: 'workspace', name: 'My key', kind }) };
}

/** The same, and the key has a certificate. */
async function startCertified(): ReturnType<typeof startApp> {
  const { app, key } = await startApp();
  const subject = { subject: 'CN=client', names: [], days: 30 };
  return { app, key: await app.call('key.certify', { workspaceId: 'workspace', key, ...subject }) };
}

interface Setting {
  readonly at?: BoundTokenServer;
  readonly keys?: readonly Key[];
  readonly client: Partial<Client>;
  readonly resource?: boolean;
  readonly proofFault?: ProofFault;
  readonly apiUrl?: string;
}

function workspaceOf({ at = server, keys = [], client, resource = true, ...api }: Setting): Workspace {
  const workspace = aWorkspace({
    server: {
      issuer: at.issuer,
      tokenEndpoint: at.tokenEndpoint,
      introspectionEndpoint: at.introspectionEndpoint,
      metadata: { document: { ...at.metadata }, url: at.issuer, fetchedAt: 0 },
    },
    tls: trusting(pki.root.pem),
    client,
    keys: [...keys],
    request: { scopes: ['api:read'], ...(resource && { resources: [BOUND_RESOURCE] }) },
  });
  const { apiUrl = at.api, proofFault = null } = api;
  return { ...workspace, api: { ...workspace.api, url: apiUrl, proofFault } };
}

const dpopClient = (key: Key, change: Partial<NonNullable<Client['dpop']>> = {}): Partial<Client> => ({
  clientId: 'dpop',
  dpop: { keyId: key.id, algorithm: 'ES256', ...change },
});

let runs = 0;

function getToken(app: AppBench, workspace: Workspace): Promise<TokenRun> {
  runs += 1;
  return app.call('token.run', { runId: `run ${runs}`, workspace });
}

function callApi(app: AppBench, workspace: Workspace, { token }: TokenRun): Promise<ApiRun> {
  runs += 1;
  return app.call('api.run', {
    runId: `run ${runs}`,
    workspace,
    tokenId: token?.id ?? null,
    sendStale: true,
  });
}

const ids = ({ findings }: Pick<TokenRun, 'findings'>) => findings.map(({ id }) => id);

describe('DPoP with oidc-provider and oauth4webapi, over HTTPS with verification on', () => {
  it.each(['ES256', 'EdDSA', 'Ed25519'] as const)(
    'a token bound to a key of %s, and calls that prove it',
    async (algorithm) => {
      const { app, key } = await startApp(keyKindFor(algorithm));
      const workspace = workspaceOf({ keys: [key], client: dpopClient(key, { algorithm }) });
      const run = await getToken(app, workspace);
      expect(run).toMatchObject({
        earlier: [],
        findings: [],
        token: { tokenType: 'DPoP', binding: { dpop: { keyId: key.id } } },
      });
      expect(confirmationOfToken(run.token?.value ?? '')?.jkt).toBe(jwkThumbprint(key.publicJwk));

      const calls = [await callApi(app, workspace, run), await callApi(app, workspace, run)];
      for (const call of calls) {
        expect(call).toMatchObject({ findings: [], exchange: { response: { status: 200 } } });
        expect(call.exchange.response?.body.text).toBe('hello, owner');
      }
      const proofs = [run, ...calls].map(({ exchange }) => proofOf(exchange.request)?.jti);
      expect(new Set(proofs).size).toBe(3);
    },
  );

  it('an opaque token is bound too, as its introspection shows', async () => {
    const { app, key } = await startApp();
    const workspace = workspaceOf({ keys: [key], client: dpopClient(key), resource: false });
    const run = await getToken(app, workspace);
    expect(run).toMatchObject({ findings: [], token: { tokenType: 'DPoP' } });
    const introspected = await app.call('token.introspect', {
      runId: 'i',
      workspace,
      tokenId: run.token?.id ?? '',
      format: 'json',
      hint: '',
    });
    expect(introspected).toMatchObject({
      outcome: {
        kind: 'active',
        members: { token_type: 'DPoP', cnf: { jkt: jwkThumbprint(key.publicJwk) } },
      },
      findings: [],
    });
  });

  it('a client that must use DPoP and does not is told how to', async () => {
    const { app } = await startApp();
    const run = await getToken(app, workspaceOf({ client: { clientId: 'dpop' } }));
    expect(run.token).toBeNull();
    expect(run.findings[0]).toMatchObject({ id: 'oauth-invalid-grant', actions: [{ kind: 'use-dpop' }] });
  });

  it.each<[ProofFault, string]>([
    ['wrong-htu', 'dpop-other-address'],
    ['wrong-htm', 'dpop-other-method'],
    ['old-iat', 'dpop-proof-old'],
    ['bad-signature', 'dpop-signature'],
    ['no-proof', 'dpop-proof-missing'],
  ])('%s is refused by the authorization server: %s', async (fault, id) => {
    const { app, key } = await startApp();
    const run = await getToken(app, workspaceOf({ keys: [key], client: dpopClient(key, { fault }) }));
    expect(run).toMatchObject({ token: null, exchange: { response: { status: 400 } } });
    expect(ids(run)).toContain(id);
  });

  it('a jti that was used before is refused', async () => {
    const { app, key } = await startApp();
    expect((await getToken(app, workspaceOf({ keys: [key], client: dpopClient(key) }))).token).not.toBeNull();
    const again = workspaceOf({ keys: [key], client: dpopClient(key, { fault: 'reused-jti' }) });
    expect(ids(await getToken(app, again))).toEqual(['dpop-replay']);
  });

  it('a proof of another key: the token is bound to that one, and calls with ours are refused', async () => {
    const { app, key } = await startApp();
    const keys = [key];
    const run = await getToken(app, workspaceOf({ keys, client: dpopClient(key, { fault: 'wrong-key' }) }));
    expect(ids(run)).toEqual(['token-key-unknown']);
    const call = await callApi(app, workspaceOf({ keys, client: dpopClient(key) }), run);
    expect(call.exchange.response?.status).toBe(401);
    expect(ids(call)).toContain('dpop-other-key');
  });

  it.each<[ProofFault, string]>([
    ['no-proof', 'dpop-proof-missing'],
    ['wrong-htu', 'dpop-other-address'],
    ['wrong-htm', 'dpop-other-method'],
    ['old-iat', 'dpop-proof-old'],
    ['wrong-key', 'dpop-other-key'],
    ['bad-signature', 'dpop-signature'],
    ['missing-ath', 'dpop-token-hash'],
  ])('%s is refused by the API: %s', async (proofFault, id) => {
    const { app, key } = await startApp();
    const setting = { keys: [key], client: dpopClient(key) };
    const run = await getToken(app, workspaceOf(setting));
    const call = await callApi(app, workspaceOf({ ...setting, proofFault }), run);
    expect(call.exchange.response?.status).toBe(401);
    expect(call.findings[0]).toMatchObject({ id, actions: [{ kind: 'mend-proof' }] });
  });

  it('if the server does not accept an algorithm, offers a key of another one', async () => {
    const { app, key } = await startApp('RSA 2048');
    const client = dpopClient(key, { algorithm: 'PS256' });
    const run = await getToken(app, workspaceOf({ keys: [key], client }));
    expect(run.findings[0]).toMatchObject({
      id: 'dpop-algorithm',
      actions: [{ kind: 'new-proof-key', algorithm: 'ES256' }],
    });
  });

  it('a token whose key is missing is not sent, with the reason', async () => {
    const { app, key } = await startApp();
    const run = await getToken(app, workspaceOf({ keys: [key], client: dpopClient(key) }));
    const workspace = workspaceOf({ keys: [], client: { clientId: 'dpop' } });
    const preview = await app.call('api.preview', { workspace, tokenId: run.token?.id ?? '' });
    expect(preview).toMatchObject({
      request: null,
      problem: { message: 'The key that this token is bound to is no longer in the workspace.' },
    });
    await expect(callApi(app, workspace, run)).rejects.toThrow('no longer in the workspace');
  });
});

describe('nonces', () => {
  it('nonces of both servers: requested once each, shown, recorded, and reused', async () => {
    const { app, key } = await startApp();
    const workspace = workspaceOf({ at: nonceServer, keys: [key], client: dpopClient(key) });
    const run = await getToken(app, workspace);
    expect(run.token?.tokenType).toBe('DPoP');
    expect(run.earlier).toHaveLength(1);
    expect(run.earlier[0]).toMatchObject({
      response: { status: 400 },
      repeatedBy: { exchangeId: run.exchange.id, reason: 'dpop-nonce' },
    });
    expect(run.exchange.repeats).toEqual({ exchangeId: run.earlier[0]?.id, reason: 'dpop-nonce' });
    const [first, second] = [run.earlier[0], run.exchange].map(
      (exchange) => exchange && proofOf(exchange.request),
    );
    expect(first?.nonce).toBeNull();
    expect(second?.nonce).toBeTruthy();
    expect(second?.jti).not.toBe(first?.jti);

    const call = await callApi(app, workspace, run);
    expect(call).toMatchObject({ findings: [], exchange: { response: { status: 200 } } });
    expect(call.earlier).toHaveLength(1);
    expect(proofOf(call.exchange.request)?.nonce).toBe('nonce-of-the-api');
    expect(app.history()).toEqual(['token 400', 'token 200', 'api 401', 'api 200']);

    const again = [await getToken(app, workspace), await callApi(app, workspace, run)];
    expect(again.map(({ earlier }) => earlier)).toEqual([[], []]);
    expect(app.history()).toHaveLength(6);
  });

  it('the preview shows a proof with the nonce that is known, and spends nothing', async () => {
    const { app, key } = await startApp();
    const workspace = workspaceOf({ at: nonceServer, keys: [key], client: dpopClient(key) });
    const before = await app.call('token.preview', { workspace });
    expect(before.request && proofOf(before.request)?.nonce).toBeNull();
    await getToken(app, workspace);
    const after = await app.call('token.preview', { workspace });
    expect(after.request && proofOf(after.request)?.nonce).toBeTruthy();
  });
});

describe('certificate-bound tokens (RFC 8705 §3)', () => {
  it('the token names the certificate that was presented; calls present it, too', async () => {
    const { app, key } = await startCertified();
    const client = { clientId: 'mtls', certificateKeyId: key.id };
    const workspace = workspaceOf({ keys: [key], client });
    const run = await getToken(app, workspace);
    expect(run).toMatchObject({
      findings: [],
      token: { tokenType: 'Bearer', binding: { certificate: { keyId: key.id } } },
    });
    expect(confirmationOfToken(run.token?.value ?? '')?.x5tS256).toBe(
      certificateThumbprint(key.certificates[0] ?? ''),
    );
    const call = await callApi(app, workspace, run);
    expect(call).toMatchObject({ findings: [], exchange: { response: { status: 200 } } });

    // The token remembers its certificate, whatever the client presents today.
    const later = workspaceOf({ keys: [key], client: { clientId: 'mtls' } });
    expect((await callApi(app, later, run)).exchange.response?.status).toBe(200);
    const gone = await app.call('api.preview', {
      workspace: workspaceOf({ client: { clientId: 'mtls' } }),
      tokenId: run.token?.id ?? '',
    });
    expect(gone.problem?.message).toBe(
      'The certificate that this token is bound to is no longer in the workspace.',
    );
  });

  it('without its certificate the token is rejected, with the reason', async () => {
    const { app, key } = await startCertified();
    const workspace = workspaceOf({ keys: [key], client: { clientId: 'mtls', certificateKeyId: key.id } });
    const run = await getToken(app, workspace);
    const pasted = await app.call('token.adopt', {
      workspace: workspaceOf({ client: { clientId: 'mtls' } }),
      value: run.token?.value ?? '',
    });
    const bare = workspaceOf({ client: { clientId: 'mtls' } });
    const call = await app.call('api.run', { runId: 'bare', workspace: bare, tokenId: pasted.id });
    expect(ids(call)).toContain('api-certificate-differs');
  });

  it('a pasted token finds the key that it is bound to among the workspace’s', async () => {
    const { app, key } = await startApp();
    const workspace = workspaceOf({ keys: [key], client: dpopClient(key) });
    const run = await getToken(app, workspace);
    const pasted = await app.call('token.adopt', { workspace, value: run.token?.value ?? '' });
    expect(pasted).toMatchObject({ tokenType: 'DPoP', binding: { dpop: { keyId: key.id } } });
    const call = await app.call('api.run', { runId: 'pasted', workspace, tokenId: pasted.id });
    expect(call.exchange.response?.status).toBe(200);
    expect(
      decodeJwt(String(call.exchange.request.headers.find(({ name }) => name === 'DPoP')?.value[0])),
    ).toHaveProperty('ath');
  });
});

describe('with the built-in token server', () => {
  it('a key and a certificate at once, nonces on both sides, at the alias for mutual TLS', async () => {
    const [template] = CONFIG.clients;
    if (!template) throw new Error('The configuration has no client');
    const { endpoints, ca } = await startServer({
      clients: [{ ...template, tokenFormat: 'jwt', dpop: 'required', certificateBinding: 'required' }],
      rules: { requireDpopNonce: true },
      mutualTls: { mode: 'separate-port', port: 0 },
    });
    const { app, key } = await startCertified();
    const blank = aWorkspace({ tls: trusting(ca), keys: [key] });
    const { metadata } = await app.call('metadata.fetch', {
      runId: 'metadata',
      workspace: blank,
      address: endpoints.issuer,
    });
    if (!metadata) throw new Error('There is no metadata');
    const client = { dpop: { keyId: key.id, algorithm: 'ES256' as const }, certificateKeyId: key.id };
    const workspace = aWorkspace({
      tls: trusting(ca),
      keys: [key],
      server: { issuer: endpoints.issuer, tokenEndpoint: endpoints.token, metadata },
      client,
      request: { scopes: ['read'] },
      api: { ...blank.api, url: `${endpoints.mutualTls?.baseUrl}/hello_world` },
    });

    const run = await getToken(app, workspace);
    expect(run.exchange.request.url).toBe(endpoints.mutualTls?.token);
    expect(run).toMatchObject({ findings: [], earlier: [{ response: { status: 400 } }] });
    expect(confirmationOfToken(run.token?.value ?? '')).toEqual({
      jkt: jwkThumbprint(key.publicJwk),
      x5tS256: certificateThumbprint(key.certificates[0] ?? ''),
    });
    const call = await callApi(app, workspace, run);
    expect(call).toMatchObject({ findings: [], exchange: { response: { status: 200 } } });
    expect(call.earlier.map(({ response }) => response?.status)).toEqual([401]);

    const introspected = await app.call('token.introspect', {
      runId: 'introspection',
      workspace,
      tokenId: run.token?.id ?? '',
      format: 'json',
      hint: '',
    });
    expect(introspected).toMatchObject({ outcome: { kind: 'active', members: { token_type: 'DPoP' } } });
    expect(ids(introspected)).toEqual([]);
    expect(introspected.exchange.request.url).toBe(endpoints.mutualTls?.introspection);
  });
});

describe('odd servers', () => {
  const open: RawServer[] = [];
  afterEach(async () => {
    for (const odd of open.splice(0)) await odd.close();
  });

  async function startOdd(...answers: readonly Uint8Array[]): Promise<RawServer> {
    const odd = await startRawServer({ script: answeringInTurn(...answers) });
    open.push(odd);
    return odd;
  }

  const json = (status: string, body: object, headers: string[] = []) =>
    answer(JSON.stringify(body), {
      status,
      headers: ['Content-Type: application/json', 'Cache-Control: no-store', ...headers],
    });
  const wantsNonce = (nonce: string) =>
    json('400 Bad Request', { error: 'use_dpop_nonce' }, [`DPoP-Nonce: ${nonce}`]);
  const token = (tokenType: string, headers: string[] = []) =>
    json('200 OK', { access_token: 'opaque', token_type: tokenType, expires_in: 299 }, headers);
  const refusal = (challenge: string, ...headers: string[]) =>
    answer('', { status: '401 Unauthorized', headers: [`WWW-Authenticate: ${challenge}`, ...headers] });

  const at = (odd: RawServer): BoundTokenServer => ({
    ...server,
    tokenEndpoint: odd.url('/token'),
    api: odd.url('/api'),
    metadata: { issuer: odd.url(), token_endpoint: odd.url('/token') },
  });

  it('retries only once if the server keeps requiring a nonce', async () => {
    const odd = await startOdd(wantsNonce('one'), wantsNonce('two'), wantsNonce('three'));
    const { app, key } = await startApp();
    const run = await getToken(app, workspaceOf({ at: at(odd), keys: [key], client: dpopClient(key) }));
    expect(ids(run)).toEqual(['dpop-nonce-again']);
    expect(run.earlier).toHaveLength(1);
    expect(app.history()).toEqual(['token 400', 'token 400']);
    expect(proofOf(run.exchange.request)?.nonce).toBe('one');
  });

  it('does not retry if the server requires a nonce but sends none', async () => {
    const odd = await startOdd(json('400 Bad Request', { error: 'use_dpop_nonce' }));
    const { app, key } = await startApp();
    const run = await getToken(app, workspaceOf({ at: at(odd), keys: [key], client: dpopClient(key) }));
    expect(ids(run)).toEqual(['dpop-nonce-missing']);
    expect(app.history()).toEqual(['token 400']);
  });

  it('sends a proof that the user entered unchanged, and never repeats it', async () => {
    const odd = await startOdd(wantsNonce('one'));
    const { app, key } = await startApp();
    const workspace = workspaceOf({ at: at(odd), keys: [key], client: dpopClient(key) });
    const typed = { id: 'h', name: 'dpop', value: 'typed', enabled: true };
    await getToken(app, { ...workspace, request: { ...workspace.request, headers: [typed] } });
    expect(app.history()).toEqual(['token 400']);
    expect(odd.peers[0]?.received.toString()).toContain('dpop: typed');
  });

  it('a server without DPoP support returns a bearer token, which is reported and sent as one', async () => {
    const odd = await startOdd(token('Bearer'), answer('hello'));
    const { app, key } = await startApp();
    const workspace = workspaceOf({ at: at(odd), keys: [key], client: dpopClient(key) });
    const run = await getToken(app, workspace);
    expect(ids(run)).toContain('token-not-bound');
    await callApi(app, workspace, run);
    const received = odd.peers.map((peer) => peer.received.toString()).join('');
    expect(received).toContain('Authorization: Bearer opaque');
    expect(received.match(/^dpop:/gim)).toHaveLength(1);
  });

  it('the nonce on a success is used next', async () => {
    const odd = await startOdd(token('DPoP', ['DPoP-Nonce: next']), token('DPoP'));
    const { app, key } = await startApp();
    const workspace = workspaceOf({ at: at(odd), keys: [key], client: dpopClient(key) });
    await getToken(app, workspace);
    expect(proofOf((await getToken(app, workspace)).exchange.request)?.nonce).toBe('next');
  });

  it('handles an API’s nonce; same-origin redirects get their own proofs, other origins none', async () => {
    const other = await startOdd(answer('elsewhere'));
    const moved = (location: string) =>
      answer('', { status: '307 Temporary Redirect', headers: [`Location: ${location}`] });
    const odd = await startOdd(
      token('DPoP'),
      refusal('DPoP error="use_dpop_nonce"', 'DPoP-Nonce: one'),
      moved('/next?page=2'),
      moved(other.url('/there')),
    );
    const { app, key } = await startApp();
    const workspace = workspaceOf({ at: at(odd), keys: [key], client: dpopClient(key) });
    const run = await getToken(app, workspace);
    const call = await callApi(app, { ...workspace, api: { ...workspace.api, followRedirects: true } }, run);
    expect(call.exchange.response?.body.text).toBe('elsewhere');
    const hops = [...call.earlier, ...(call.exchange.redirects ?? []), call.exchange];
    expect(
      hops.map(({ request }) => proofOf(request)).map((proof) => proof && [proof.htu, proof.nonce]),
    ).toEqual([[odd.url('/api'), null], [odd.url('/api'), 'one'], [odd.url('/next'), 'one'], null]);
    expect(other.peers[0]?.received.toString()).not.toMatch(/dpop|authorization/i);
  });

  it('a token that is bound, to a client that showed no key', async () => {
    const odd = await startOdd(token('DPoP'), refusal('DPoP algs="ES256"'));
    const { app } = await startApp();
    const workspace = workspaceOf({ at: at(odd), client: { clientId: 'plain' } });
    const run = await getToken(app, workspace);
    expect(ids(run)).toContain('token-type-dpop');
    const call = await callApi(app, workspace, run);
    expect(ids(call)).toEqual(['dpop-proof-missing']);
    expect(odd.peers.map((peer) => peer.received.toString()).join('')).toContain(
      'Authorization: DPoP opaque',
    );
  });
});
