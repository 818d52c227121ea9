import { answerQuestions, expect, questionsAsked, shareApp, test } from './app.ts';
import { issuing, lastBody, withServers } from './servers.ts';

const app = shareApp();
const startServer = withServers();
const SECRET = 'canary-0rigin-Secr3t';

test('a secret goes unasked where it was typed for, and elsewhere only after one question', async () => {
  const { flow, electron } = app();
  const honest = await startServer({ script: issuing() });
  const other = await startServer({ script: issuing() });
  const urlOf = ({ port }: { readonly port: number }) => `http://localhost:${port}/token`;

  await test.step('typing the secret confirms the server that the form shows', async () => {
    await answerQuestions(electron, false);
    await flow.addWorkspace('Origins');
    await flow.fill({ tokenEndpoint: urlOf(honest), clientId: 'server', secret: SECRET });
    await flow.getToken();
    await expect(flow.result).toContainText('200 OK');
    expect(await questionsAsked(electron)).toEqual([]);
    expect(lastBody(honest)).toContain(SECRET);
  });

  await test.step('another server: refused, nothing is sent, and the window says so', async () => {
    await flow.tokenEndpoint.fill(urlOf(other));
    await flow.getToken();
    await expect(
      app()
        .page.getByText(/you did not allow/)
        .first(),
    ).toBeVisible();
    const [question = '', ...more] = await questionsAsked(electron);
    expect(more).toEqual([]);
    expect(question).toContain(new URL(urlOf(other)).origin);
    expect(question).not.toContain(SECRET);
    expect(other.peers).toHaveLength(0);
  });

  await test.step('agreed to once, it is not asked again', async () => {
    await answerQuestions(electron, true);
    await flow.getToken();
    await expect(flow.result).toContainText('200 OK');
    await flow.getToken();
    await expect.poll(() => other.peers.length).toBeGreaterThan(0);
    expect(await questionsAsked(electron)).toHaveLength(1);
    expect(lastBody(other)).toContain(SECRET);
  });
});
