import { expect, test } from './app.ts';
import { issuing, withServers } from './servers.ts';

const startServer = withServers();

test('50,000 scopes in a token response leave the window quick: they are drawn in steps', async ({
  credence,
}) => {
  const { flow, page } = credence;
  const scopes = Array.from({ length: 50_000 }, (_, index) => `scope-${index}`);
  const server = await startServer({
    script: issuing({ access_token: 'opaque-token', scope: scopes.join(' ') }),
  });
  await flow.addWorkspace('Many scopes');
  await flow.fill({ tokenEndpoint: server.url('/token'), clientId: 'many', secret: 'secret' });
  await flow.newToken();
  await expect(page.getByRole('button', { name: 'and 49,800 more' }).first()).toBeVisible();
  const drawn = await page.evaluate(() => ({
    elements: document.querySelectorAll('*').length,
    characters: document.body.innerText.length,
  }));
  expect(drawn.elements).toBeLessThan(8_000);
  expect(drawn.characters).toBeLessThan(200_000);
});
