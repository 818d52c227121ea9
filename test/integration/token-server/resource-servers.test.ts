import { createServer, Agent as HttpsAgent, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { TLSSocket } from 'node:tls';
import express, { type RequestHandler } from 'express';
import { type AuthOptions, auth, requiredScopes } from 'express-oauth2-jwt-bearer';
import * as oauth from 'oauth4webapi';
import createIntrospection from 'token-introspection';
import { fetch } from 'undici';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadServerCertificate } from '../../../electron/token-server/certificates/certificate-store.ts';
import type { TokenDeviation } from '../../../shared/token-server/faults.ts';
import type { JwtToken } from '../../../shared/token-server/jwt-token.ts';
import type { ServerClient } from '../../../shared/token-server/server-client.ts';
import { makeClientCertificate } from '../../unit/electron/token-server/make-client-certificate.ts';
import { verifyingFetch } from './judge-fetch.ts';
import {
  CONFIG,
  GRANT,
  makeTemporaryFolder,
  SECRET,
  type ShownCertificate,
  type StartedServer,
  startServer,
  trusting,
} from './support.ts';

// APIs of other people: express, with libraries that know nothing of us.

const AUDIENCE = 'https://orders.example';
const { pem, key } = await makeClientCertificate('CN=caller');
const shown: ShownCertificate = { cert: pem, key };

function jwtClients(jwt: Partial<JwtToken>, more: Partial<ServerClient> = {}): ServerClient[] {
  const whole: JwtToken = {
    profile: 'rfc9068',
    algorithm: 'RS256',
    audience: [AUDIENCE],
    ...jwt,
  };
  return CONFIG.clients.map((client) => ({ ...client, tokenFormat: 'jwt', jwt: whole, ...more }));
}

/** A token server, and an API beside it whose certificate the same authority has signed. */
async function startBoth(
  clients: ServerClient[],
  protect: (started: StartedServer) => readonly RequestHandler[],
) {
  const dataDir = await makeTemporaryFolder();
  const started = await startServer({ clients, mutualTls: { mode: 'same-port' } }, { dataDir });
  const { certificate, key: serverKey } = await loadServerCertificate(dataDir, Date.now());
  const app = express();
  for (const handler of protect(started)) app.use(handler);
  app.get('/orders', (_request, response) => void response.json({ orders: [] }));
  // Express prints what it refuses.
  app.use(((error, _request, response, _next) => {
    response
      .status(error.status ?? 401)
      .set(error.headers ?? {})
      .end();
  }) as express.ErrorRequestHandler);
  const tls = { cert: certificate, key: serverKey, requestCert: true, rejectUnauthorized: false };
  const server: Server = createServer(tls, app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { started, orders: `https://localhost:${port}/orders` };
}

async function requestToken(
  { ca, endpoints }: StartedServer,
  more = '&scope=read',
  certificate: ShownCertificate | null = null,
): Promise<string> {
  const response = await fetch(endpoints.token, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: GRANT + more,
    dispatcher: trusting(ca, certificate),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

async function callWith(
  token: string,
  { orders, started }: { orders: string; started: StartedServer },
  certificate: ShownCertificate | null = null,
): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(orders, { headers, dispatcher: trusting(started.ca, certificate) })).status;
}

/** Knows the issuer and finds the rest by its metadata. */
const byJwks =
  (options: AuthOptions = {}) =>
  ({ ca, endpoints }: StartedServer): readonly RequestHandler[] => [
    auth({
      issuerBaseURL: endpoints.issuer,
      audience: AUDIENCE,
      tokenSigningAlg: 'RS256',
      agent: new HttpsAgent({ ca }),
      ...options,
    }),
    requiredScopes('read'),
  ];

describe('express-oauth2-jwt-bearer, by the key set', () => {
  test.each([
    ['curity', {}],
    ['rfc9068', { strict: true }],
  ] as const)('accepts the JWTs of the profile %s', async (profile, options) => {
    const both = await startBoth(jwtClients({ profile }), byJwks(options));
    expect(await callWith(await requestToken(both.started), both)).toBe(200);
  });

  test('refuses one without the scope, and one for another API', async () => {
    const both = await startBoth(jwtClients({}), byJwks());
    expect(await callWith(await requestToken(both.started, '&scope=write'), both)).toBe(403);
    const elsewhere = await requestToken(both.started, '&scope=read&resource=urn%3Aother');
    expect(await callWith(elsewhere, both)).toBe(401);
  });

  test.each<TokenDeviation>([
    'expired',
    'not-yet-valid',
    'wrong-audience',
    'wrong-issuer',
    'wrong-key-id',
    'wrong-signature',
  ])('refuses one that a fault has made wrong: %s', async (deviation) => {
    const both = await startBoth(jwtClients({ profile: 'curity' }), byJwks());
    const occurrence = { mode: 'next', count: 1 } as const;
    await both.started.server.arm({
      id: 'a',
      endpoint: 'token',
      effect: { kind: 'token', deviation },
      occurrence,
    });
    expect(await callWith(await requestToken(both.started), both)).toBe(401);
    expect(await callWith(await requestToken(both.started), both)).toBe(200);
  });

  test('accepts one bound to a DPoP key with its proof, and no other way', async () => {
    const clients = jwtClients({}, { dpop: 'required' });
    const both = await startBoth(clients, byJwks({ dpop: { enabled: true, required: true } }));
    const { endpoints } = both.started;
    const options = { [oauth.customFetch]: verifyingFetch(both.started) };
    const me: oauth.Client = { client_id: 'server' };
    const as = { issuer: endpoints.issuer, token_endpoint: endpoints.token };
    const DPoP = oauth.DPoP(me, await oauth.generateKeyPair('ES256'));
    const secret = oauth.ClientSecretPost(SECRET);
    const parameters = { scope: 'read' };
    const response = await oauth.clientCredentialsGrantRequest(as, me, secret, parameters, {
      ...options,
      DPoP,
    });
    const { access_token } = await oauth.processClientCredentialsResponse(as, me, response);
    const call = (handle: oauth.DPoPHandle) =>
      oauth.protectedResourceRequest(access_token, 'GET', new URL(both.orders), undefined, null, {
        ...options,
        DPoP: handle,
      });
    expect((await call(DPoP)).status).toBe(200);
    await expect(call(oauth.DPoP(me, await oauth.generateKeyPair('ES256')))).rejects.toMatchObject({
      status: 401,
    });
    expect(await callWith(access_token, both)).toBeGreaterThanOrEqual(400);
  });

  test('accepts one bound to a certificate over its connection, and no other', async () => {
    const getCertificate = ({ socket }: { socket: unknown }) =>
      socket instanceof TLSSocket ? socket.getPeerX509Certificate()?.raw : undefined;
    const clients = jwtClients({}, { certificateBinding: 'required' });
    const both = await startBoth(
      clients,
      byJwks({ mtls: { enabled: true, required: true }, getCertificate }),
    );
    const token = await requestToken(both.started, '&scope=read', shown);
    expect(await callWith(token, both, shown)).toBe(200);
    // Without a certificate the library calls the request itself bad.
    expect(await callWith(token, both)).toBe(400);
    const other = await makeClientCertificate('CN=caller');
    expect(await callWith(token, both, { cert: other.pem, key: other.key })).toBe(401);
  });
});

describe('token-introspection', () => {
  /** Its answer decides; the library rejects for a token that is not active. */
  const byIntrospection = ({ ca, endpoints }: StartedServer): readonly RequestHandler[] => {
    const dispatcher = trusting(ca);
    const introspect = createIntrospection({
      endpoint: endpoints.introspection,
      client_id: 'server',
      client_secret: SECRET,
      fetch: (url, init) => fetch(url, { ...(init as object), dispatcher }),
    });
    return [
      (request, response, next) => {
        const token = /^Bearer (.+)$/.exec(request.get('authorization') ?? '')?.[1] ?? '';
        introspect(token).then(
          ({ scope }) => (String(scope).split(' ').includes('read') ? next() : response.status(403).end()),
          () => response.status(401).end(),
        );
      },
    ];
  };

  test.each([
    ['opaque', CONFIG.clients],
    ['JWT', jwtClients({})],
  ] as const)('accepts %s tokens, until they are revoked', async (_format, clients) => {
    const both = await startBoth([...clients], byIntrospection);
    const token = await requestToken(both.started);
    expect(await callWith(token, both)).toBe(200);
    expect(await callWith(await requestToken(both.started, '&scope=write'), both)).toBe(403);
    await fetch(both.started.endpoints.revocation, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `token=${token}&client_id=server&client_secret=${SECRET}`,
      dispatcher: trusting(both.started.ca),
    });
    expect(await callWith(token, both)).toBe(401);
    expect(await callWith('unknown', both)).toBe(401);
  });
});
