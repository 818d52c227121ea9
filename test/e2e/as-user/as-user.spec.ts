import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type CredenceApp, expect, test } from '../app.ts';
import { issuing, lastBody, withServers } from '../servers.ts';

const startServer = withServers();

test('the page runs in Chromium’s sandbox, without privileges', async ({ credence }) => {
  const { main, page } = await credence.electron.evaluate(({ BrowserWindow }) => ({
    main: process.pid,
    page: BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
  }));
  const status = await readFile(`/proc/${page}/status`, 'utf8');
  // 2: system calls are filtered (seccomp-bpf).
  expect(status).toMatch(/^Seccomp:\t2$/m);
  expect(status).toMatch(/^NoNewPrivs:\t1$/m);
  expect(status).not.toMatch(/^Uid:\t0\t/m);
  // A process, network and user namespace of its own.
  for (const namespace of ['pid', 'net', 'user']) {
    expect(await readlink(`/proc/${page}/ns/${namespace}`), namespace).not.toBe(
      await readlink(`/proc/${main}/ns/${namespace}`),
    );
  }
});

test('secrets and tokens outlive a restart, encrypted by the keyring', async ({ credence }) => {
  const { flow, history } = credence;
  const server = await startServer({ script: issuing({ access_token: 'canary-of-a-kept-token' }) });
  const storage = () => flow.serverCard.getByRole('status', { name: 'Secret storage' });
  await flow.addWorkspace('Kept');
  await flow.fill({
    tokenEndpoint: server.url('/token'),
    clientId: 'kept',
    secret: 'canary-of-a-kept-secret',
  });
  await expect(storage()).toContainText('Stored in keychain');
  await flow.newToken();

  await credence.restart();
  await expect(storage()).toContainText('Stored in keychain');
  await flow.getToken();
  await expect(flow.accessToken).toContainText('canary-of-a-kept-token');
  expect(lastBody(server)).toContain('client_secret=canary-of-a-kept-secret');
  await history.open();
  await history.rows.last().click();
  await history.showTab('Response');
  await expect(history.panel).toContainText('canary-of-a-kept-token');

  await credence.restart();
  const texts = await keptTexts(credence);
  expect(texts.join('\n')).not.toContain('canary-of-a-kept');
  expect(texts.length).toBeGreaterThan(3);
});

async function keptTexts({ dataFolder }: CredenceApp): Promise<string[]> {
  const files = await readdir(dataFolder, { recursive: true, withFileTypes: true });
  return Promise.all(
    files
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1')),
  );
}
