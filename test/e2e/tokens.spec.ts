import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Script } from '../fixtures/servers/raw-server.ts';
import { expectAccessible } from './accessibility.ts';
import { expect, shareApp, test } from './app.ts';
import { json, withServers } from './servers.ts';

const app = shareApp();
const startServer = withServers();

/** A server laid out as Curity's: its token endpoint and its keys. */
function issuer(token: string, keys: readonly object[]): Script {
  return async (peer) => {
    for (;;) {
      const request = await peer.readRequest();
      if (!request) return;
      const isToken = request.toString().startsWith('POST');
      peer.write(json(isToken ? { access_token: token, token_type: 'bearer', expires_in: 299 } : { keys }));
    }
  };
}

test('an opaque token: introspected, revoked, refused by the API, and renewed by itself', async () => {
  const { flow, tokens, page } = app();
  const baseUrl = await app().tokenServer.start();
  await app().open('Flow');
  await flow.switchWorkspace('Built-in server');
  await flow.apiUrl.fill(`${baseUrl}/hello_world`);
  await flow.askFor('read');
  const first = await flow.newToken();

  await tokens.do('Introspect');
  await expect(tokens.introspection).toContainText('active');
  await expect(tokens.introspection.getByText('What the server says')).toBeInViewport();
  await expect(tokens.introspection).toContainText('client_id');
  await flow.accessToken.getByRole('button', { name: /^How to ask/ }).click();
  await flow.accessToken.getByText('JWT (Curity)', { exact: true }).click();
  await flow.accessToken.getByRole('button', { name: 'Introspect again' }).click();
  await expect(tokens.introspection).toContainText('bare JWT');
  await tokens.introspection.getByRole('button', { name: /^Signature of the response/ }).click();
  await expect(tokens.introspection).toContainText('The signature is valid');

  await tokens.do('Revoke');
  await expect(tokens.revocation).toContainText('Revoked');
  await expect(flow.attachedToken).toContainText('revoked');
  await tokens.do('Introspect');
  await expect(tokens.introspection).toContainText('inactive');
  await expect(tokens.introspection).toContainText('204');

  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(flow.apiResponse).toContainText('401 Unauthorized');
  await expect(flow.diagnosis).toContainText('You have revoked this token');

  await flow.apiCard.getByRole('switch', { name: 'Renew after a 401, call again' }).click();
  await flow.callApi();
  await expect(flow.apiResponse).toContainText('200 OK');
  await expect(tokens.renewal).toContainText('Credence requested a new token and called again');
  await expect(flow.attachedToken).not.toContainText(first);
  await tokens.renewal.getByRole('button', { name: 'The refused call' }).click();
  await expect(flow.result).toContainText('401 Unauthorized');
  await flow.apiCard.getByRole('switch', { name: 'Renew after a 401, call again' }).click();
});

test('a stale token is not sent before that is meant; the shelf says why it is stale, and compares', async () => {
  const { flow, tokens, page } = app();
  const read = await flow.newToken();
  await flow.askFor('write');
  await flow.callApi();
  await expect(tokens.staleQuestion).toContainText('the scope changed (read → read write)');
  await expect(tokens.staleQuestion.getByRole('button', { name: 'Get a new token and call' })).toBeFocused();
  await tokens.staleQuestion.getByRole('button', { name: 'Send this one anyway' }).click();
  await expect(flow.apiResponse).toContainText('200 OK');
  await expect(flow.attachedToken).toContainText(read);
  await flow.callApi();
  await tokens.staleQuestion.getByRole('button', { name: 'Get a new token and call' }).click();
  await expect(flow.attachedToken).not.toContainText(read);
  await expect(tokens.staleQuestion).toHaveCount(0);

  await tokens.openShelf();
  await expect(tokens.shelved.first()).toContainText('used by Call API');
  await expect(tokens.shelved.nth(1)).toContainText('Stale: the scope changed (read → read write)');
  await expect(tokens.shelved.last()).toContainText('revoked');
  await expectAccessible(page);
  await tokens.shelved.nth(0).getByRole('checkbox').check();
  await tokens.shelved.nth(1).getByRole('checkbox').check();
  await tokens.shelf.getByRole('button', { name: 'Compare' }).click();
  const inputs = tokens.comparison.getByRole('region', { name: 'Their requests' });
  await expect(inputs).toContainText('1 difference');
  await expect(inputs).toContainText('read write');
  await tokens.shelf.getByRole('button', { name: 'Back to the list' }).click();
  await tokens.shelved.nth(1).getByRole('button', { name: 'Use' }).click();
  await expect(tokens.shelved.nth(1)).toContainText('used by Call API');
  const count = await tokens.shelved.count();
  await tokens.shelved
    .last()
    .getByRole('button', { name: /^Remove / })
    .click();
  await expect(tokens.shelved).toHaveCount(count - 1);
  await page.keyboard.press('Escape');
  await expect(flow.attachedToken).toContainText(read);
  await flow.scope('write').click();
});

test('a JWT: its names explained, its signature verified, and what is wrong with another', async () => {
  const { flow, tokens, page } = app();
  const pairs = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]);
  const keys = await Promise.all(
    pairs.map(async ({ publicKey }) => ({ ...(await exportJWK(publicKey)), kid: 'k' })),
  );
  const token = await new SignJWT({ sub: 'server', iss: 'https://id.example', aud: 'https://api.example' })
    .setProtectedHeader({ alg: 'ES256', kid: 'k' })
    .setExpirationTime('5m')
    .sign(pairs[0].privateKey);
  const good = await startServer({ script: issuer(token, keys.slice(0, 1)) });
  const other = await startServer({ script: issuer(token, keys.slice(1)) });

  await flow.addWorkspace('Signed');
  await flow.authenticateBy('none');
  await flow.fill({ tokenEndpoint: good.url('/oauth/v2/oauth-token'), clientId: 'server' });
  await flow.getToken();
  const pane = flow.accessToken.getByRole('tabpanel');
  expect(await pane.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  await flow.accessToken.getByRole('switch', { name: 'Explain the names' }).click();
  await expect(page.getByLabel('JWT claims')).toContainText(
    'an API refuses a token that does not name it here',
  );

  await tokens.do('Verify signature');
  await expect(flow.accessToken).toContainText('The signature is valid');
  await expect(flow.accessToken).toContainText('EC P-256 key “k”');
  await expect(flow.accessToken.getByRole('region', { name: 'Other checks of an API' })).toContainText(
    'It is for “https://api.example”',
  );
  await flow.accessToken.getByRole('button', { name: /^RFC 9068/ }).click();
  await expect(flow.accessToken).toContainText('typ at+jwt');
  await expectAccessible(page);

  await flow.fill({ tokenEndpoint: other.url('/oauth/v2/oauth-token') });
  await flow.getToken();
  await tokens.do('Verify signature');
  await expect(flow.accessToken).toContainText('The signature does not match');
});
