import type { RawServer } from '../fixtures/servers/raw-server.ts';
import { answer } from '../fixtures/servers/scripts.ts';
import { expectAccessible } from './accessibility.ts';
import { expect, test } from './app.ts';
import { json, lastBody, withServers } from './servers.ts';

const startServer = withServers();

test('the built-in server is discovered by one click; what it says of itself is there to read, and after a restart', async ({
  credence,
}) => {
  const { flow, page } = credence;
  await credence.tokenServer.start();
  await credence.open('Flow');
  await flow.discover();
  await expect(flow.issuer).toHaveValue(/^https:\/\/localhost:\d+\/oauth\/v2\/oauth-anonymous$/);
  await expect(flow.serverCard).toContainText('.well-known/oauth-authorization-server');
  await flow.openFold('Endpoints');
  await expect(flow.serverCard.getByLabel('Introspection endpoint')).toHaveValue(/oauth-introspect$/);

  await flow.showMetadata();
  const members = flow.metadata.getByRole('region', { name: 'Client authentication' });
  await expect(members).toContainText('token_endpoint_auth_methods_supported');
  await expect(members).toContainText('How clients may prove who they are');
  await expect(members).toContainText('client_secret_post');
  await expectAccessible(page);
  await flow.metadata.getByText('Raw', { exact: true }).click();
  await expect(flow.metadata.getByRole('textbox', { name: 'Metadata document' })).toContainText(
    '"token_endpoint"',
  );
  await page.keyboard.press('Escape');

  await credence.restart();
  await expect(flow.issuer).toHaveValue(/oauth-anonymous$/);
  await flow.showMetadata();
  await flow.metadata.getByRole('button', { name: 'Forget' }).click();
  await expect(flow.serverCard.getByRole('button', { name: 'Show metadata' })).toHaveCount(0);
});

test('a server’s metadata shapes the form: scopes and types on offer, mistakes named and never forbidden', async ({
  credence,
}) => {
  const { flow, page } = credence;
  const server: RawServer = await startServer({
    script: async (peer) => {
      for (let request = await peer.readRequest(); request; request = await peer.readRequest()) {
        const text = request.toString('utf8');
        const path = /^\S+ (\S+)/.exec(text)?.[1] ?? '';
        const isDocument = path === '/.well-known/openid-configuration';
        peer.write(isDocument ? json(documentOf(server)) : path === '/token' ? judge(text) : NOT_FOUND);
      }
    },
  });
  await flow.addWorkspace('By metadata');
  await flow.issuer.fill(server.url('/some/where'));
  await flow.issuer.press('Enter');
  await expect(flow.tokenEndpoint).toHaveValue(server.url('/token'));
  await expect(flow.issuer).toHaveValue(originOf(server));

  await flow.askFor('orders:read');
  await expect(flow.serverCard).toContainText('.well-known/openid-configuration');
  await flow.openFold('More parameters');
  await flow.requestCard.getByRole('button', { name: 'Add resource' }).click();
  await page.keyboard.type('orders');
  await expect(flow.requestCard).toContainText('It is not an absolute URI');
  await flow.requestCard.getByRole('button', { name: 'payment', exact: true }).click();
  const details = flow.requestCard.getByRole('textbox', { name: 'authorization_details' });
  await expect(details).toContainText('"type": "payment"');
  await expect(flow.warnings).toContainText('A resource is not as it has to be');
  await details.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('[\n{"typ": "payment"}]');
  await expect(flow.requestCard).toContainText('Line 2, column 3: The object has no “type”.');
  await expect(flow.warnings).toContainText('Line 2, column 3');
  await expectAccessible(page);

  // It is sent as it is; what the server says to it has its remedy, one click each.
  await flow.getToken();
  await expect(flow.diagnosis).toContainText('The resource is not an absolute URI');
  expect(new URLSearchParams(lastBody(server)).get('resource')).toBe('orders');
  await flow.result.getByRole('button', { name: 'Retry without orders' }).click();
  await expect(flow.diagnosis).toContainText('The server rejects authorization_details');
  await flow.result.getByRole('button', { name: 'Retry without authorization_details' }).click();
  await expect(flow.accessToken).toContainText('a-token');
  expect(lastBody(server)).not.toMatch(/resource|authorization_details/);
});

const NOT_FOUND = answer('', { status: '404 Not Found' });

function originOf(server: RawServer): string {
  return new URL(server.url('/')).origin;
}

function documentOf(server: RawServer): object {
  return {
    issuer: originOf(server),
    token_endpoint: server.url('/token'),
    scopes_supported: ['orders:read', 'orders:write'],
    token_endpoint_auth_methods_supported: ['client_secret_post'],
    authorization_details_types_supported: ['payment'],
  };
}

/** As RFC 8707 §2 and RFC 9396 §5 have it. */
function judge(request: string): Buffer {
  const parameters = new URLSearchParams(request.slice(request.indexOf('\r\n\r\n') + 4));
  const refuse = (error: string) => json({ error }, '400 Bad Request');
  if (parameters.has('resource')) return refuse('invalid_target');
  if (parameters.has('authorization_details')) return refuse('invalid_authorization_details');
  return json({ access_token: 'a-token', token_type: 'bearer', expires_in: 299 });
}
