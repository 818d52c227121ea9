import type { ChildProcess } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test';
import { FlowScreen } from './screens/flow.ts';
import { HistoryScreen } from './screens/history.ts';
import { KeysScreen } from './screens/keys.ts';
import { TimelineScreen } from './screens/timeline.ts';
import { TokenServerScreen } from './screens/token-server.ts';
import { TokensScreen } from './screens/tokens.ts';
import { VariablesScreen } from './screens/variables.ts';

export { expect };

export interface LaunchOptions {
  /** Added to the command line, for example `--tutorial`. */
  readonly args?: readonly string[];
  /** Stays on the page that greets a new user; else the form is shown at once. */
  readonly welcome?: boolean;
}

/** Credence with a data folder of its own, driven as a person drives it. */
export class CredenceApp {
  readonly dataFolder: string;
  readonly flow: FlowScreen;
  readonly history: HistoryScreen;
  readonly variables: VariablesScreen;
  readonly keys: KeysScreen;
  readonly tokenServer: TokenServerScreen;
  readonly tokens: TokensScreen;
  readonly timeline: TimelineScreen;
  #electron: ElectronApplication;
  /** Playwright forgets it when the app has quit by itself. */
  #process: ChildProcess;
  #page: Page;

  private constructor(dataFolder: string, electron: ElectronApplication, page: Page) {
    this.dataFolder = dataFolder;
    this.#electron = electron;
    this.#process = electron.process();
    this.#page = page;
    this.flow = new FlowScreen(() => this.#page);
    this.history = new HistoryScreen(() => this.#page);
    this.variables = new VariablesScreen(() => this.#page);
    this.keys = new KeysScreen(() => this.#page);
    this.tokenServer = new TokenServerScreen(() => this.#page);
    this.tokens = new TokensScreen(() => this.#page);
    this.timeline = new TimelineScreen(() => this.#page);
  }

  static async launch(options: LaunchOptions = {}): Promise<CredenceApp> {
    const dataFolder = await mkdtemp(join(tmpdir(), 'credence-e2e-'));
    const { CREDENCE_APP_UID: uid } = process.env;
    if (uid) await chown(dataFolder, Number(uid), Number(uid));
    const electron = await startElectron(dataFolder, options);
    const page = await firstPage(electron);
    if (!options.welcome && !options.args?.includes('--tutorial')) {
      await page.getByRole('button', { name: 'fill in the request yourself' }).click();
    }
    return new CredenceApp(dataFolder, electron, page);
  }

  get page(): Page {
    return this.#page;
  }

  get electron(): ElectronApplication {
    return this.#electron;
  }

  /** Opens a page by the sidebar. */
  async open(page: 'Flow' | 'History' | 'Token server' | 'Settings'): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: page }).click();
  }

  /** Makes the window so large, as its edges would. */
  async resize(width: number, height: number): Promise<void> {
    await this.electron.evaluate(
      ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
      { width, height },
    );
    await this.page.waitForFunction((wanted) => window.innerWidth === wanted, width);
  }

  /** Starts the tutorial by the Help menu. */
  async runTutorial(): Promise<void> {
    await this.electron.evaluate(({ Menu }) => {
      const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
      items.find(({ label }) => label === 'Run the tutorial')?.click();
    });
  }

  /** Quits as a person does, and starts again with the same data. */
  async restart(options: LaunchOptions = {}): Promise<void> {
    await this.#electron.close();
    this.#electron = await startElectron(this.dataFolder, options);
    this.#process = this.#electron.process();
    this.#page = await firstPage(this.#electron);
  }

  /** Resolves with everything the app prints from now on, once it has quit by itself. */
  async untilQuit(): Promise<{ readonly exitCode: number | null; readonly stdout: string }> {
    const child = this.#process;
    let stdout = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    const exitCode = await new Promise<number | null>((resolve) => child.once('exit', resolve));
    return { exitCode, stdout };
  }

  async close(): Promise<void> {
    const { exitCode, signalCode } = this.#process;
    if (exitCode === null && signalCode === null) await this.#electron.close();
    await rm(this.dataFolder, { recursive: true, force: true });
  }
}

/** A test with one app of its own; it is closed whatever happens. */
export const test = base.extend<{ credence: CredenceApp; start: LaunchOptions }>({
  start: [{}, { option: true }],
  credence: async ({ start: options }, use) => {
    const credence = await CredenceApp.launch(options);
    await use(credence);
    await credence.close();
  },
});

/**
 * One app for all tests of a file, which run in their order: starting it is what takes time. Each test makes itself
 * a workspace of its own, or says what it goes on from.
 */
export function shareApp(options: LaunchOptions = {}): () => CredenceApp {
  let credence: CredenceApp | null = null;
  base.beforeAll(async () => {
    credence = await CredenceApp.launch(options);
  });
  base.afterAll(async () => {
    await credence?.close();
  });
  return () => {
    if (!credence) throw new Error('The app is there within tests only');
    return credence;
  };
}

/** Copies by a button until the clipboard holds something: other apps of other tests have the same clipboard. */
export async function copiedBy(
  credence: CredenceApp,
  press: () => Promise<void>,
  expected: RegExp,
): Promise<string> {
  let text = '';
  await expect(async () => {
    await credence.electron.evaluate(({ clipboard }) => clipboard.clear());
    await press();
    text = await credence.electron.evaluate(({ clipboard }) => clipboard.readText());
    expect(text).toMatch(expected);
  }).toPass();
  return text;
}

/** In place of the system's dialogs, which no test can reach: this file is what is opened, or saved to. */
export async function filesChosen({ electron }: CredenceApp, path: string): Promise<void> {
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = (async () => ({ canceled: false, filePath })) as typeof dialog.showSaveDialog;
    dialog.showOpenDialog = (async () => ({
      canceled: false,
      filePaths: [filePath],
    })) as typeof dialog.showOpenDialog;
  }, path);
}

async function startElectron(dataFolder: string, { args = [] }: LaunchOptions): Promise<ElectronApplication> {
  const executable = process.env.CREDENCE_ELECTRON;
  const appArguments = process.env.CREDENCE_ELECTRON_ARGS;
  if (!executable || !appArguments) throw new Error('Run the E2E tests by: npm run test:e2e');
  // Not by `executablePath`: Playwright takes that for a packaged app and does not hold back its `ready` event until
  // it is attached, so that on a busy machine the page is sometimes never seen.
  process.env.ELECTRON_OVERRIDE_DIST_PATH = dirname(executable);
  return launch([
    ...(JSON.parse(appArguments) as string[]),
    `--user-data-dir=${dataFolder}`,
    // A container has no D-Bus: Chromium's complaints would bury the app's own words.
    '--log-level=3',
    ...args,
  ]);
}

/** Far more than any start takes. */
const LAUNCH_LIMIT_MS = 60_000;

/** On a busy machine Electron 42 sometimes ends before the page is there, or Playwright loses it: then again, and said. */
async function launch(args: string[], tries = 3): Promise<ElectronApplication> {
  try {
    return await launchOnce(args);
  } catch (cause) {
    if (tries === 1) throw cause;
    console.error(`Electron did not start and is started again: ${String(cause).split('\n')[0]}`);
    return launch(args, tries - 1);
  }
}

async function launchOnce(args: string[]): Promise<ElectronApplication> {
  const electron = await _electron.launch({ args, timeout: LAUNCH_LIMIT_MS });
  try {
    await answerQuestions(electron, true);
    return electron;
  } catch (cause) {
    electron.process().kill('SIGKILL');
    throw cause;
  }
}

/** In place of the person: what the main process asks about secrets is answered so, and kept to be read. */
export async function answerQuestions(electron: ElectronApplication, agree: boolean): Promise<void> {
  await electron.evaluate(({ dialog }, agrees) => {
    const state = globalThis as typeof globalThis & { credenceQuestions?: string[] };
    state.credenceQuestions = [];
    const showMessageBox = dialog.showMessageBox.bind(dialog) as (...args: unknown[]) => Promise<unknown>;
    const answer = async (...args: unknown[]) => {
      const options = args.at(-1) as { type?: string; title?: string; message: string; detail?: string };
      if (options.type !== 'warning' || options.title !== 'Credence') return showMessageBox(...args);
      state.credenceQuestions?.push(`${options.message}\n${options.detail ?? ''}`);
      return { response: agrees ? 0 : 1, checkboxChecked: false };
    };
    dialog.showMessageBox = answer as typeof dialog.showMessageBox;
  }, agree);
}

/** What the main process has asked since `answerQuestions`. */
export function questionsAsked(electron: ElectronApplication): Promise<readonly string[]> {
  return electron.evaluate(
    () => (globalThis as typeof globalThis & { credenceQuestions?: string[] }).credenceQuestions ?? [],
  );
}

async function firstPage(electron: ElectronApplication): Promise<Page> {
  const page = await electron.firstWindow();
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
  return page;
}
