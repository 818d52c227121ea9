import * as oauth from 'oauth4webapi';
import * as client from 'openid-client';
import { describe, expect, test } from 'vitest';
import { PATHS } from '../../../electron/token-server/paths.ts';
import type { ServerClient } from '../../../shared/token-server/server-client.ts';
import { verifyingFetch } from './judge-fetch.ts';
import { CONFIG, SECRET, startServer } from './support.ts';

const clients = CONFIG.clients.map((each): ServerClient => ({ ...each, dpop: 'required' }));
const jwtClients = clients.map(
  (each): ServerClient => ({
    ...each,
    tokenFormat: 'jwt',
    jwt: { profile: 'rfc9068', algorithm: 'ES256', audience: ['https://api.example'] },
  }),
);

describe.each([false, true])('DPoP, nonces required: %s', (requireDpopNonce) => {
  const rules = { requireDpopNonce };

  test.each(['ES256', 'PS256', 'Ed25519'])('passes at openid-client, signed by %s', async (algorithm) => {
    const started = await startServer({ clients, rules });
    const config = await client.discovery(
      new URL(started.endpoints.issuer),
      'server',
      undefined,
      client.ClientSecretBasic(SECRET),
      { [client.customFetch]: verifyingFetch(started) },
    );
    const DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair(algorithm));
    const tokens = await client.clientCredentialsGrant(config, { scope: 'read' }, { DPoP });
    expect(tokens.token_type).toBe('dpop');
    const url = new URL(`${PATHS.apiRead}?a=b`, started.endpoints.baseUrl);
    for (let call = 0; call < 3; call += 1) {
      const { access_token } = tokens;
      const answer = await client.fetchProtectedResource(config, access_token, url, 'GET', null, undefined, {
        DPoP,
      });
      expect(answer.status).toBe(200);
    }
    const demanded = started.server.log.filter(({ decision }) => decision.startsWith('use_dpop_nonce'));
    expect(demanded.length > 0).toBe(requireDpopNonce);
  });

  test('passes at oauth4webapi, whose own resource server accepts the JWT with its proof', async () => {
    const started = await startServer({ clients: jwtClients, rules });
    const options = { [oauth.customFetch]: verifyingFetch(started) };
    const issuer = new URL(started.endpoints.issuer);
    const as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options));
    const me: oauth.Client = { client_id: 'server' };
    const authentication = oauth.ClientSecretPost(SECRET);
    const DPoP = oauth.DPoP(me, await oauth.generateKeyPair('ES256'));
    const request = async () => {
      const response = await oauth.clientCredentialsGrantRequest(
        as,
        me,
        authentication,
        {},
        { ...options, DPoP },
      );
      return oauth.processClientCredentialsResponse(as, me, response);
    };
    const tokens = await request().catch((cause: unknown) => {
      expect(requireDpopNonce && oauth.isDPoPNonceError(cause)).toBe(true);
      return request();
    });
    expect(tokens.token_type).toBe('dpop');

    // The API of somebody else: it has only the key set to go by.
    const seen: Request[] = [];
    await oauth.protectedResourceRequest(
      tokens.access_token,
      'GET',
      new URL('https://api.example/orders'),
      undefined,
      null,
      {
        DPoP,
        [oauth.customFetch]: async (url, init) => {
          seen.push(new Request(url, { method: init.method, headers: init.headers }));
          return new Response('{}');
        },
      },
    );
    const [call] = seen;
    if (call === undefined) throw new Error('no call was made');
    const claims = await oauth.validateJwtAccessToken(as, call, 'https://api.example', options);
    expect(claims).toMatchObject({ client_id: 'server', cnf: { jkt: expect.any(String) } });
  });
});
