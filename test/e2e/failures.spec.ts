import type { Script } from '../fixtures/servers/raw-server.ts';
import { answer, answering } from '../fixtures/servers/scripts.ts';
import { expect, shareApp, test } from './app.ts';
import { freePort } from './screens/token-server.ts';
import { issuing, json, withServers } from './servers.ts';

const app = shareApp();
const startServer = withServers();

async function askFor(tokenEndpoint: string): Promise<void> {
  const { flow } = app();
  await flow.addWorkspace(test.info().title.slice(0, 40));
  await flow.fill({ tokenEndpoint, clientId: 'server', secret: 'a secret that is long enough' });
  await flow.addScope('read');
  await flow.getToken();
}

test('connection refused: nothing listens, and what to do', async () => {
  const { flow } = app();
  await askFor(`http://localhost:${await freePort()}/token`);
  await expect(flow.tokenResponse).toContainText('Connection refused');
  await expect(flow.diagnosis).toContainText('The connection was refused');
  await expect(flow.diagnosis).toContainText('Start the server on this machine, or correct the port');
});

test('the built-in server not running: one click starts it and asks again', async () => {
  const { flow, tokenServer } = app();
  // Its own free port, because 8443 may be someone else's.
  await tokenServer.open();
  const port = await freePort();
  await tokenServer.setPort(port);
  await app().open('Flow');
  await flow.switchWorkspace('Built-in server');
  await flow.tokenEndpoint.fill(`https://localhost:${port}/oauth/v2/oauth-token`);
  await flow.getToken();
  await flow.result.getByRole('button', { name: 'Start the token server and retry' }).click();
  await expect(flow.result).toContainText('200 OK');
  await expect(flow.accessToken).toBeVisible();
});

test('unknown host: there is none of that name', async () => {
  const { flow } = app();
  await askFor('https://no-such-host.invalid/token');
  await expect(flow.tokenResponse).toContainText(/Unknown host|Name lookup failed/);
  await expect(flow.diagnosis).toContainText(/The host name does not exist|The DNS lookup failed/);
});

test('not a URL: said before anything is sent', async () => {
  const { flow } = app();
  await askFor('localhost/token');
  await expect(
    flow.result
      .getByRole('alert')
      .or(flow.result.getByRole('list', { name: 'Diagnosis' }))
      .first(),
  ).toContainText(/URL|address/i);
});

interface Answered {
  readonly name: string;
  readonly script: Script;
  readonly status: string;
  readonly title: string;
  readonly nextStep: string;
}

const ANSWERS: readonly Answered[] = [
  {
    name: 'invalid_client',
    script: answering(
      json({ error: 'invalid_client' }, '401 Unauthorized', ['WWW-Authenticate: Basic realm="x"']),
    ),
    status: '401 Unauthorized',
    title: 'The server rejected the client’s credentials',
    nextStep: 'reset the secret at the server',
  },
  {
    name: 'invalid_scope',
    script: answering(json({ error: 'invalid_scope' }, '400 Bad Request')),
    status: '400 Bad Request',
    title: 'The server rejected the requested scope',
    nextStep: 'Check the spelling of “read”, or leave it out',
  },
  {
    name: 'unsupported_grant_type',
    script: answering(json({ error: 'unsupported_grant_type' }, '400 Bad Request')),
    status: '400 Bad Request',
    title: 'the server does not offer this grant',
    nextStep: 'Enable the client credentials grant on the server',
  },
  {
    name: 'unauthorized_client',
    script: answering(json({ error: 'unauthorized_client' }, '400 Bad Request')),
    status: '400 Bad Request',
    title: 'the client may not use this grant',
    nextStep: 'Enable the client credentials grant for this client',
  },
  {
    name: 'HTML instead of JSON',
    script: answering(
      answer('<!doctype html><title>Welcome</title><h1>It works</h1>', {
        headers: ['Content-Type: text/html'],
      }),
    ),
    status: '200 OK',
    title: 'A web page answered, not the endpoint',
    nextStep: 'Check the URL, and read the page',
  },
  {
    name: '200 without access_token',
    script: answering(json({ token_type: 'bearer', expires_in: 299 })),
    status: '200 OK',
    title: 'The response has no access token',
    nextStep: 'Check that the URL is the token endpoint',
  },
  {
    name: 'an empty answer',
    script: answering(answer('')),
    status: '200 OK',
    title: 'The response is empty',
    nextStep: 'Check that the URL is the token endpoint',
  },
];

for (const { name, script, status, title, nextStep } of ANSWERS) {
  test(`${name}: shown whole, explained, with the next step`, async () => {
    const { flow } = app();
    const server = await startServer({ script });
    await askFor(server.url('/token'));
    await expect(flow.tokenResponse).toContainText(status);
    await expect(flow.diagnosis).toContainText(title);
    await expect(flow.diagnosis).toContainText(nextStep);
    await expect(flow.accessToken).toHaveCount(0);
    await expect(flow.attachedToken).toContainText('No token yet');
  });
}

test('invalid_client with Basic: one click sends the credentials the other way', async () => {
  const { flow } = app();
  const server = await startServer({
    script: async (peer) => {
      for (;;) {
        const request = (await peer.readRequest())?.toString();
        if (!request) return;
        const raw = Buffer.from('server:Secr3t!').toString('base64');
        peer.write(
          request.includes(raw)
            ? json({ access_token: 'raw-it-is', token_type: 'bearer' })
            : json({ error: 'invalid_client' }, '401 Unauthorized'),
        );
      }
    },
  });
  await flow.addWorkspace('The other encoding');
  await flow.fill({ tokenEndpoint: server.url('/token'), clientId: 'server', secret: 'Secr3t!' });
  await flow.authenticateBy('client_secret_basic');
  await flow.getToken();
  await flow.result.getByRole('button', { name: 'Send raw Basic credentials and retry' }).click();
  await expect(flow.accessToken).toContainText('raw-it-is');
  await expect(flow.serverCard.getByRole('radio', { name: 'Raw' })).toBeChecked();
});

test('invalid_scope: one click asks without it', async () => {
  const { flow } = app();
  const server = await startServer({
    script: async (peer) => {
      for (;;) {
        const request = (await peer.readRequest())?.toString();
        if (!request) return;
        peer.write(
          request.includes('scope=')
            ? json({ error: 'invalid_scope' }, '400 Bad Request')
            : json({ access_token: 'no-scope', token_type: 'bearer' }),
        );
      }
    },
  });
  await askFor(server.url('/token'));
  await flow.result.getByRole('button', { name: 'Retry without scope read' }).click();
  await expect(flow.accessToken).toContainText('no-scope');
  await expect(flow.scope('read')).toHaveAttribute('aria-pressed', 'false');
});

test('a failure does not take the earlier token away', async () => {
  const { flow } = app();
  const server = await startServer({ script: issuing() });
  await askFor(server.url('/token'));
  await expect(flow.accessToken).toContainText('a-token-of-a-test');
  await flow.tokenEndpoint.fill(`http://localhost:${await freePort()}/token`);
  await flow.getToken();
  await expect(flow.tokenResponse).toContainText('Connection refused');
  await expect(flow.attachedToken).toContainText('a-token-of-a-test');
  // It is not shown as this request’s.
  await expect(flow.result).not.toContainText('a-token-of-a-test');
  await flow.library('Tokens').locator('[aria-current]').click();
  await expect(flow.accessToken).toContainText('a-token-of-a-test');
});
