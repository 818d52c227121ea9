import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  app,
  type BrowserWindow,
  clipboard,
  dialog,
  nativeTheme,
  safeStorage,
  session,
  shell,
} from 'electron';
import type { SendEvent } from '../shared/ipc/events.ts';
import { parseCommandLine } from './command-line.ts';
import type { BugLog } from './core/bug-log.ts';
import type { Question } from './core/credentials/secret-gate.ts';
import { lazyExchangeEngine } from './core/requests/exchange-engine.ts';
import { type AppServices, createServices } from './core/services.ts';
import type { Releases } from './core/update-check.ts';
import { fileDialogs } from './file-dialogs.ts';
import { createDispatch, type Dispatch } from './ipc/dispatch.ts';
import { createHandlers, type WindowPorts } from './ipc/handlers.ts';
import { readLicenses } from './licenses.ts';
import type { OpenedFiles } from './opened-files.ts';
import { quit } from './quit.ts';
import { findReleases } from './releases.ts';
import { openExternalLink } from './security/external-links.ts';
import { systemKeychain } from './system-keychain.ts';
import { createTokenServer, createTokenServerConfig } from './token-server-process.ts';
import { TutorialReporter } from './tutorial-reporter.ts';
import { isUnofficialElectron } from './unofficial-electron.ts';
import type { WindowStateStore } from './window-state-store.ts';
import { writeClipboard } from './write-clipboard.ts';

export interface StartServicesOptions {
  /** The built app: its main, preload and renderer folders. */
  readonly out: string;
  readonly dataFolder: string;
  readonly window: BrowserWindow;
  readonly windowState: WindowStateStore;
  readonly sendEvent: SendEvent;
  readonly bugLog: BugLog;
  readonly openedFiles: OpenedFiles;
}

/** Connects the services to Electron and the system. */
export async function startServices({
  out,
  dataFolder,
  window,
  windowState,
  sendEvent,
  bugLog,
  openedFiles,
}: StartServicesOptions): Promise<{ services: AppServices; dispatch: Dispatch }> {
  const commandLine = parseCommandLine(process.argv, process.cwd());
  const engine = lazyExchangeEngine();
  const releases = await readReleases();
  const services = await createServices({
    dataFolder,
    keychain: systemKeychain(safeStorage, process.platform),
    engine,
    tokenServer: {
      create: (folder, listeners) => createTokenServer(out, folder, listeners),
      createConfig: createTokenServerConfig,
    },
    sendEvent,
    proxies: {
      // Not the page's session: a proxy cuts that one off from the network.
      resolveSystemProxy: (url) => session.fromPartition('system-proxy').resolveProxy(url),
      environment: process.env,
    },
    releases,
    dialogs: fileDialogs({
      window,
      dialog,
      folder: () => windowState.state.folder ?? app.getPath('downloads'),
      keepFolder: (folder) => windowState.update({ folder }),
    }),
    confirm: (question) => confirmQuestion(window, question),
    now: Date.now,
  });
  bugLog.withhold(() => services.knownSecrets());
  const ports: WindowPorts = {
    readLicenses: () =>
      readLicenses(
        app.isPackaged
          ? { license: process.resourcesPath, notices: process.resourcesPath }
          : { license: join(out, '..'), notices: out },
      ),
    openExternal: (url) =>
      openExternalLink(url, {
        open: (address) => shell.openExternal(address),
        confirm: (address) => confirmLink(window, address),
      }),
    showInFolder: (path) => shell.showItemInFolder(path),
    zoom: (factor) => window.webContents.setZoomFactor(factor),
    applySettings: ({ theme, layout, welcomeDone }) => {
      nativeTheme.themeSource = theme;
      const { sidebar, timeline, resultShare } = layout;
      windowState.update({ theme, frame: { sidebar, timeline, resultShare, welcome: !welcomeDone } });
    },
    onPageReady: () => {
      if (process.env.CREDENCE_BENCH === '1') {
        print('credence: usable');
        void reportFirstPaint(window);
      }
      void engine.warmUp();
      openedFiles.showBy((path) => void services.openWorkspaceFile(path));
    },
    tutorial: new TutorialReporter(
      { report: commandLine.tutorialReport, screenshots: commandLine.screenshots },
      { print, quit, capture: async () => (await window.webContents.capturePage()).toPNG() },
    ),
    writeClipboard: (text) => writeClipboard((written) => clipboard.writeText(written), text),
    about: {
      appVersion: app.getVersion(),
      versions: versions(),
      unofficialElectron: isUnofficialElectron(process.execPath),
      platform: process.platform,
      locale: app.getSystemLocale(),
      releasesPage: releases?.page ?? null,
      runTutorial: commandLine.tutorial,
    },
  };
  const dispatch = createDispatch(createHandlers(services, ports), (channel, cause) =>
    bugLog.write(channel, cause),
  );
  return { services, dispatch };
}

async function confirmQuestion(
  window: BrowserWindow,
  { message, detail, action, refusal = 'Cancel' }: Question,
): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: 'Credence',
    message,
    detail,
    buttons: [action, refusal],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}

async function confirmLink(window: BrowserWindow, url: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    title: 'Open in the browser?',
    message: 'Open this address in the browser?',
    detail: `${url}\n\nCredence does not know it. It may have come from a server's response.`,
    buttons: ['Open', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}

/** Tests have a server of their own; a packaged app does not look for one. */
async function readReleases(): Promise<Releases | null> {
  const version = app.getVersion();
  const test = app.isPackaged ? undefined : process.env.CREDENCE_RELEASES_URL;
  if (test) return { api: test, page: test, version };
  const packageJson = await readFile(join(app.getAppPath(), 'package.json'), 'utf8');
  const { repository } = JSON.parse(packageJson) as { readonly repository?: unknown };
  return typeof repository === 'string' ? findReleases(repository, version) : null;
}

function versions(): Record<string, string> {
  const { electron = '', chrome = '', node } = process.versions;
  return { electron, chrome, node };
}

/** For test/bench/startup.mjs: when the page first showed something, by the system's clock in milliseconds. */
const FIRST_PAINT = `new Promise((resolve) => new PerformanceObserver((list) => {
  for (const { name, startTime } of list.getEntries())
    if (name === 'first-contentful-paint') resolve(performance.timeOrigin + startTime);
}).observe({ type: 'paint', buffered: true }))`;

async function reportFirstPaint({ webContents }: BrowserWindow): Promise<void> {
  print(`credence: painted ${await webContents.executeJavaScript(FIRST_PAINT)}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
