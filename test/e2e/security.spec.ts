import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { CredenceBridge } from '../../shared/ipc/bridge.ts';
import { expect, test } from './app.ts';

declare global {
  interface Window {
    readonly credence: CredenceBridge;
    violations: string[];
  }
}

/** Lets the page try something, and tells which directives of its policy refused it. */
async function violationsOf(page: Page, attempt: () => unknown): Promise<string[]> {
  await page.evaluate(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.violations.push(event.effectiveDirective);
    });
  });
  await page.evaluate(attempt);
  await expect.poll(() => page.evaluate(() => window.violations.length)).toBeGreaterThan(0);
  return page.evaluate(() => window.violations);
}

function openWindows(electron: ElectronApplication): Promise<number> {
  return electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
}

test.describe('the page', () => {
  test('comes with a policy by header, whose nonce is its own', async ({ credence }) => {
    const policy = await credence.electron.evaluate(async ({ session }) => {
      const response = await session.defaultSession.fetch('app://credence/');
      const nonce = /name="csp-nonce" content="([^"]+)"/.exec(await response.text())?.[1];
      return { header: response.headers.get('content-security-policy'), nonce };
    });
    expect(policy.nonce).toBeTruthy();
    expect(policy.header).toContain("default-src 'none'");
    expect(policy.header).toContain("script-src 'self'");
    expect(policy.header).toContain("connect-src 'none'");
    expect(policy.header).toContain(`style-src 'self' 'nonce-${policy.nonce}'`);
  });

  test('draws itself without a single breach of that policy', async ({ credence }) => {
    const refusals: string[] = [];
    credence.page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) refusals.push(message.text());
    });
    await credence.page.reload();
    await credence.open('Token server');
    await credence.open('Settings');
    await credence.open('Flow');
    await expect(credence.page.getByRole('textbox', { name: 'Client secret' })).toBeVisible();
    expect(refusals).toEqual([]);
  });

  const forbidden: readonly [what: string, directive: string, attempt: () => unknown][] = [
    ['an inline script', 'script-src-elem', () => addElement('script', { textContent: 'window.ran = true' })],
    [
      'a script from elsewhere',
      'script-src-elem',
      () => addElement('script', { src: 'https://example.com/x.js' }),
    ],
    [
      'an inline handler',
      'script-src-attr',
      () => {
        document.body.setAttribute('onclick', 'window.ran = true');
        document.body.click();
      },
    ],
    [
      'a style without the nonce',
      'style-src-elem',
      () => addElement('style', { textContent: 'body{top:1px}' }),
    ],
    ['a request of its own', 'connect-src', () => fetch('app://credence/').catch(() => {})],
    ['a request elsewhere', 'connect-src', () => fetch('https://example.com/').catch(() => {})],
    ['an image from elsewhere', 'img-src', () => addElement('img', { src: 'https://example.com/x.png' })],
    ['a frame', 'frame-src', () => addElement('iframe', { src: 'app://credence/' })],
    ['a plug-in', 'object-src', () => addElement('object', { data: 'https://example.com/x' })],
    ['another base', 'base-uri', () => addElement('base', { href: 'https://example.com/' })],
  ];
  // Runs in the page: what the attempts above share.
  const helper = `window.addElement = (name, properties) =>
    document.body.append(Object.assign(document.createElement(name), properties));`;

  test('is refused whatever it does not need', async ({ credence }) => {
    await credence.page.evaluate(helper);
    for (const [what, directive, attempt] of forbidden) {
      await test.step(what, async () => {
        expect(await violationsOf(credence.page, attempt)).toContain(directive);
      });
    }
    expect(await credence.page.evaluate(() => 'ran' in window)).toBe(false);
  });

  test('has no Node, no Electron, and a bridge of known names', async ({ credence }) => {
    const { page } = credence;
    const found = await page.evaluate(() => ({
      globals: ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter(
        (name) => name in globalThis,
      ),
      bridge: Object.keys(window.credence).sort(),
      isFrozen: Object.isFrozen(window.credence),
    }));
    expect(found).toEqual({ globals: [], bridge: ['invoke', 'on'], isFrozen: true });

    const refusals = await page.evaluate(async () => {
      const bridge = window.credence as unknown as {
        invoke(channel: string, input?: unknown): Promise<unknown>;
        on(event: string, listener: () => void): () => void;
      };
      const attempts = [
        () => bridge.invoke('ELECTRON_BROWSER_REQUIRE', 'fs'),
        () => bridge.invoke('app.bootstrap ', undefined),
        async () => bridge.on('ELECTRON_RENDERER_EVENT', () => {}),
      ];
      const outcomes = await Promise.allSettled(attempts.map((attempt) => attempt()));
      return outcomes.map(({ status }) => status);
    });
    expect(refusals).toEqual(['rejected', 'rejected', 'rejected']);
  });

  test('runs with every guard of Electron on', async ({ credence }) => {
    const preferences = await credence.electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      // Not in Electron's types, but the one way to see what the window was really made with.
      return (
        contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    });
  });
});

test.describe('the window', () => {
  test('stays on its page', async ({ credence }) => {
    const { page, electron } = credence;
    const attempts: (() => unknown)[] = [
      () => {
        location.href = 'https://example.com/';
      },
      () => location.assign('app://credence/index.html'),
      () => {
        const link = Object.assign(document.createElement('a'), { href: 'https://example.com/' });
        document.body.append(link);
        link.click();
      },
      () => {
        const form = Object.assign(document.createElement('form'), { action: 'https://example.com/' });
        document.body.append(form);
        form.submit();
      },
    ];
    for (const attempt of attempts) {
      await page.evaluate(attempt);
      // Time for a navigation to begin, if it could.
      await page.waitForTimeout(200);
      expect(page.url()).toBe('app://credence/');
    }
    // Asked directly: Playwright's locators would wait for the navigation that was refused.
    expect(await page.evaluate(() => document.body.innerText)).toContain('Client secret');
    expect(await openWindows(electron)).toBe(1);
  });

  test('opens no other window', async ({ credence }) => {
    const { page, electron } = credence;
    const opened = await page.evaluate(() => [
      window.open('https://example.com/'),
      window.open('app://credence/'),
      window.open('about:blank'),
    ]);
    expect(opened).toEqual([null, null, null]);
    await page.evaluate(() => {
      const link = Object.assign(document.createElement('a'), {
        href: 'https://example.com/',
        target: '_blank',
      });
      document.body.append(link);
      link.click();
    });
    await page.waitForTimeout(200);
    expect(await openWindows(electron)).toBe(1);
  });

  test('may write to the clipboard, and nothing else', async ({ credence }) => {
    const states = await credence.page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'];
      const entries = await Promise.all(
        names.map(async (name) => {
          const { state } = await navigator.permissions.query({ name: name as PermissionName });
          return [name, state] as const;
        }),
      );
      // 1 is PERMISSION_DENIED.
      const position = await new Promise<number>((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve(0),
          (error) => resolve(error.code),
        );
      });
      const notifications = await Notification.requestPermission();
      const read = await navigator.clipboard.readText().then(
        () => 'granted',
        (error: DOMException) => error.name,
      );
      return { ...Object.fromEntries(entries), position, notifications, read };
    });
    expect(states).toEqual({
      geolocation: 'denied',
      notifications: 'denied',
      camera: 'denied',
      microphone: 'denied',
      'clipboard-read': 'denied',
      midi: 'denied',
      position: 1,
      read: 'NotAllowedError',
    });
  });

  test('offers to come back when its process has crashed', async ({ credence }) => {
    const { page, electron } = credence;
    await electron.evaluate(({ BrowserWindow, dialog }) => {
      // The person takes a moment, then presses the first button: Reload.
      const showMessageBox = () =>
        new Promise((resolve) => setTimeout(resolve, 300, { response: 0, checkboxChecked: false }));
      Object.assign(dialog, { showMessageBox });
      // After this call has returned: Playwright waits for its answer.
      setTimeout(() => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(), 100);
    });
    await page.waitForEvent('crash');
    await expect
      .poll(() =>
        electron.evaluate(async ({ BrowserWindow }) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents;
          if (!contents || contents.isCrashed() || contents.isLoading()) return '';
          return contents.executeJavaScript('document.body.innerText') as Promise<string>;
        }),
      )
      .toContain('Client secret');
  });
});

test.describe('the main process', () => {
  test('listens to the top frame of its own window only', async ({ credence }) => {
    const answers = await credence.electron.evaluate(async ({ app, BrowserWindow }) => {
      const preload = `${app.getAppPath()}/out/preload/preload.cjs`;
      const ours = BrowserWindow.getAllWindows()[0];
      if (!ours) throw new Error('no window');
      const ask = (contents: Electron.WebContents) =>
        contents.executeJavaScript("window.credence.invoke('app.bootstrap', undefined)") as Promise<unknown>;

      const trusted = await ask(ours.webContents);
      const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      await other.loadURL('app://credence/');
      const otherWindow = await ask(other.webContents);
      other.destroy();
      // Only the main process itself can lead the window away; the bridge is there on that page too.
      await ours.loadURL('data:text/html,<p>elsewhere</p>');
      const otherPage = await ask(ours.webContents);
      return { trusted, otherWindow, otherPage };
    });
    const refused = { ok: false, error: { code: 'ipc.untrusted-sender' } };
    expect(answers.trusted).toMatchObject({ ok: true });
    expect(answers.otherWindow).toMatchObject(refused);
    expect(answers.otherPage).toMatchObject(refused);
  });

  test('refuses malformed input without repeating it', async ({ credence }) => {
    const answers = await credence.page.evaluate(() => {
      const invoke = window.credence.invoke as (channel: string, input: unknown) => Promise<unknown>;
      return Promise.all([
        invoke('secret.set', { workspaceId: 'w', name: 'client:c', secret: ['canary-malformed'] }),
        invoke('token.run', { runId: 'r', workspace: { id: 'canary-malformed' } }),
        invoke('app.openExternal', 'canary-malformed'),
        invoke('tokenServer.configure', { settings: { scheme: 'gopher', port: 1e9 } }),
      ]);
    });
    for (const answer of answers) {
      expect(answer).toMatchObject({ ok: false, error: { code: 'ipc.invalid-input' } });
    }
    expect(JSON.stringify(answers)).not.toContain('canary-malformed');
  });
});

test('a secret that was typed is in no file of the data folder', async ({ credence }) => {
  const canary = 'canary-Zx81!';
  const { page } = credence;
  await credence.tokenServer.start();
  await credence.open('Flow');
  await page.getByRole('textbox', { name: 'Client secret' }).fill(canary);
  await page.getByRole('button', { name: 'Get token', exact: true }).click();
  // The server knows another secret: the request went out with the canary and was refused.
  await expect(page.getByText('invalid_client').first()).toBeVisible();
  // Quits, which writes what waits, and starts again, which reads it.
  await credence.restart();

  const files = await readAll(credence.dataFolder);
  expect([...files.keys()]).toContain('workspaces.json');
  for (const shape of [canary, 'canary-Zx81%21', 'canary-Zx81']) {
    for (const encoding of ['utf8', 'utf16le', 'base64'] as const) {
      const needle =
        encoding === 'base64'
          ? Buffer.from(Buffer.from(shape).toString('base64'))
          : Buffer.from(shape, encoding);
      const holders = [...files].filter(([, content]) => content.includes(needle)).map(([name]) => name);
      expect(holders, `${shape} in ${encoding}`).toEqual([]);
    }
  }
});

async function readAll(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const contents = await Promise.all(names.map((name) => readFile(join(folder, name))));
  return new Map(names.map((name, index) => [name, contents[index] ?? Buffer.alloc(0)]));
}

/** In the page; see `helper`. */
declare function addElement(name: string, properties: Record<string, string>): void;
