import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { answering } from '../fixtures/servers/scripts.ts';
import { ENCODINGS } from '../unit/security/encodings.ts';
import { CredenceApp, expect, test } from './app.ts';
import { json, withServers } from './servers.ts';

const startServer = withServers();

const SECRET = 'Kanarie-secret~/"& 0815';
const TOKEN = 'Kanarie-token~4711.0815';

/** How the secret may stand in a file or a text, each long enough to be nowhere by chance. */
function tracesOf(secret: string): string[] {
  const forms = ENCODINGS.map(([, encode]) => encode(secret));
  const escaped = forms.map((form) => JSON.stringify(form).slice(1, -1));
  // As Chromium stores text of pages.
  const wide = Buffer.from(secret, 'utf16le').toString('latin1');
  return [...new Set([...forms, ...escaped, wide])];
}

/** Keeps everything that goes to the page from now on: answers and events. */
async function recordIpc(electron: ElectronApplication): Promise<() => Promise<string>> {
  await electron.evaluate(({ BrowserWindow, ipcMain }) => {
    type Handler = (event: unknown, input: unknown) => unknown;
    const state = globalThis as typeof globalThis & { crossed?: string[] };
    const crossed: string[] = [];
    state.crossed = crossed;
    // Electron keeps the handlers there; without them the test below finds nothing, and fails.
    const handlers = (ipcMain as unknown as { _invokeHandlers?: Map<string, Handler> })._invokeHandlers;
    for (const [channel, handler] of handlers ?? []) {
      handlers?.set(channel, async (event, input) => {
        const answer = await handler(event, input);
        crossed.push(`${channel} ${JSON.stringify(answer)}`);
        return answer;
      });
    }
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      const send = webContents.send.bind(webContents);
      webContents.send = (channel: string, ...payload: unknown[]) => {
        crossed.push(`${channel} ${JSON.stringify(payload)}`);
        send(channel, ...payload);
      };
    }
  });
  return () =>
    electron.evaluate(() =>
      ((globalThis as typeof globalThis & { crossed?: string[] }).crossed ?? []).join('\n'),
    );
}

/** Arguments and environment of the app's processes, where the system tells. */
async function seenByOthers(dataFolder: string): Promise<string> {
  if (process.platform !== 'linux') return '';
  const seen: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '');
    if (!command.includes(dataFolder)) continue;
    seen.push(command, await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => ''));
  }
  expect(seen.length).toBeGreaterThan(0);
  return seen.join('\n');
}

/** All files, by their path in the folder. The app may still run: files and folders come and go meanwhile. */
async function filesOf(folder: string, within = ''): Promise<Record<string, string>> {
  const entries = await unlessGone(readdir(join(folder, within), { withFileTypes: true }));
  const files: Record<string, string> = {};
  for (const entry of entries ?? []) {
    const path = join(within, entry.name);
    if (entry.isDirectory()) Object.assign(files, await filesOf(folder, path));
    const text = entry.isFile() ? await unlessGone(readFile(join(folder, path), 'latin1')) : null;
    if (text !== null) files[path] = text;
  }
  return files;
}

async function unlessGone<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw cause;
  }
}

const ENDINGS: Readonly<
  Record<string, (electron: ElectronApplication, dataFolder: string) => Promise<void>>
> = {
  quit: (electron) => electron.close(),
  'kill -9 of the main process': async (electron) => {
    const child = electron.process();
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  },
  'a crash of the page': async (electron, dataFolder) => {
    await electron.evaluate(({ BrowserWindow, dialog }) => {
      // The person chooses “Reload”, a moment later: reloading within the event ends Electron 42 now and then.
      dialog.showMessageBox = (async () => {
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        return { response: 0 };
      }) as unknown as typeof dialog.showMessageBox;
      // After the answer to the test: Playwright drops it when its page is gone.
      setTimeout(() => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(), 100);
    });
    const log = async () => Object.entries(await filesOf(dataFolder)).filter(([path]) => /^logs/.test(path));
    await expect.poll(async () => JSON.stringify(await log())).toMatch(/exit code/);
  },
};

for (const [ending, end] of Object.entries(ENDINGS)) {
  test(`after ${ending}, no secret is on disk, in arguments, in the environment or among what the page got`, async () => {
    const credence = await CredenceApp.launch();
    try {
      const { flow, page, electron, dataFolder } = credence;
      const crossed = await recordIpc(electron);
      const echo = {
        error: 'invalid_client',
        error_description: ENCODINGS.map(([, encode]) => encode(SECRET)),
      };
      const server = await startServer({
        script: answering(
          json(echo, '401 Unauthorized', [`X-Echo: ${encodeURIComponent(SECRET)}`]),
          json({ access_token: TOKEN, token_type: 'Bearer', echo: TOKEN }),
        ),
      });
      await flow.addWorkspace('Canary');
      await flow.fill({ tokenEndpoint: server.url('/token'), clientId: 'canary', secret: SECRET });
      await flow.getToken();
      await expect(flow.result).toContainText('invalid_client');
      await flow.getToken();
      await expect(flow.result).toContainText('200');
      const text = await crossed();
      expect(text).toContain('invalid_client');
      const shown = await page.content();
      const processes = await seenByOthers(dataFolder);
      // The history is on the disk within a second.
      await expect
        .poll(async () => (await filesOf(dataFolder))['history.jsonl'] ?? '')
        .toContain('invalid_client');
      await end(electron, dataFolder);
      const files = await filesOf(dataFolder);
      expect(files['history.jsonl']).toContain('invalid_client');

      const places = { 'what the page got': text, 'the page': shown, 'the processes': processes, ...files };
      const found = Object.entries(places).flatMap(([place, content]) =>
        tracesOf(SECRET).flatMap((trace) => (content.includes(trace) ? `${place}: ${trace}` : [])),
      );
      expect(found).toEqual([]);
      // The page may see the token; a disk without a keychain may not.
      const kept = Object.entries({ 'the processes': processes, ...files }).flatMap(([place, content]) =>
        tracesOf(TOKEN).flatMap((trace) => (content.includes(trace) ? `${place}: ${trace}` : [])),
      );
      expect(kept).toEqual([]);
    } finally {
      await credence.close();
    }
  });
}
