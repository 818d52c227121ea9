import { writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app, type BrowserWindow, nativeTheme, protocol, session } from 'electron';
import { APP_SCHEME_PRIVILEGES, createAppProtocolHandler } from './app-protocol.ts';
import { BugLog } from './core/bug-log.ts';
import { findFolderProblem } from './core/storage/data-folder.ts';
import { guardAgainstCrashes, watchPage } from './crash-guards.ts';
import { enforceDevelopmentPolicy, readDevServerUrl } from './dev-server.ts';
import { registerIpc } from './ipc/register.ts';
import { createSendEvent } from './ipc/send-event.ts';
import { isTrustedSender } from './ipc/trusted-sender.ts';
import { installMenu } from './menu.ts';
import { findWorkspaceFiles, OpenedFiles } from './opened-files.ts';
import { closeBeforeQuit } from './quit.ts';
import { refuseStart } from './refuse-start.ts';
import { APP_SCHEME, pageOrigin } from './security/app-origin.ts';
import { blockNavigation } from './security/navigation.ts';
import { blockDownloads, blockSideChannels, closeNetwork } from './security/network.ts';
import { denyPermissions } from './security/permissions.ts';
import { describeRefusal, findRefusedSwitches } from './security/refused-switches.ts';
import { createWindow, focusWindow } from './window.ts';
import { WindowStateStore } from './window-state-store.ts';

const REFUSED_EXIT_CODE = 2;
const refused = app.isPackaged ? findRefusedSwitches(process.argv.slice(1), process.platform) : [];
// If Electron cannot use the requested folder, it silently uses the default one.
const requestedFolder = app.commandLine.getSwitchValue('user-data-dir');
const folderProblem = findFolderProblem(
  requestedFolder === '' ? app.getPath('userData') : resolve(requestedFolder),
);
if (refused.length > 0) refuseSwitches();
// The lock below is a file in that folder: without the folder, the app would exit silently.
else if (folderProblem) refuseStart(folderProblem);
// One Credence per data folder: a second start focuses the first window. Tests use their own folders.
else if (app.requestSingleInstanceLock()) start();
else app.exit(0);

function refuseSwitches(): void {
  for (const name of refused) app.commandLine.removeSwitch(name);
  writeSync(process.stderr.fd, `${describeRefusal(refused)}\n`);
  app.exit(REFUSED_EXIT_CODE);
}

function start(): void {
  const out = join(import.meta.dirname, '..');
  const dataFolder = app.getPath('userData');
  const devServerUrl = readDevServerUrl(process.env, app.isPackaged);
  const origin = pageOrigin(devServerUrl);
  const bugLog = new BugLog(join(dataFolder, 'logs', 'bugs.log'));
  let window: BrowserWindow | null = null;

  guardAgainstCrashes(bugLog);
  // If a launcher cannot sandbox (root, in a container) and passes --no-sandbox, forcing the sandbox would stop
  // Chromium's processes from starting. The app itself never passes it.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  protocol.registerSchemesAsPrivileged([APP_SCHEME_PRIVILEGES]);
  blockNavigation(app, devServerUrl === null ? null : origin);
  blockSideChannels(app);
  const openedFiles = new OpenedFiles();
  openedFiles.open(findWorkspaceFiles(process.argv.slice(1), process.cwd()));
  app.on('second-instance', (_event, args, workingDirectory) => {
    if (window) focusWindow(window);
    openedFiles.open(findWorkspaceFiles(args.slice(1), workingDirectory));
  });
  // macOS passes files only by this event, possibly before `ready`.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openedFiles.open([path]);
  });
  app.on('window-all-closed', () => app.quit());
  app.once('ready', open);

  function open(): void {
    denyPermissions(session.defaultSession, origin);
    blockDownloads(session.defaultSession);
    if (devServerUrl === null) void closeNetwork(session.defaultSession);
    else enforceDevelopmentPolicy(session.defaultSession, devServerUrl);
    const state = new WindowStateStore(join(dataFolder, 'window-state.json'));
    const look = () => ({ ...state.state.frame, dark: nativeTheme.shouldUseDarkColors });
    protocol.handle(APP_SCHEME, createAppProtocolHandler(join(out, 'renderer'), look));

    // The window first. Loading the rest would keep this process from serving the page's files.
    const preload = join(out, 'preload', 'preload.cjs');
    const icon = join(out, '..', 'electron', 'resources', 'icons', '256x256.png');
    const opened = createWindow({ preload, icon, devServerUrl, state });
    window = opened;
    opened.once('closed', () => {
      window = null;
    });
    watchPage(opened, bugLog);

    const sendEvent = createSendEvent(() => window?.webContents ?? null);
    const started = waitForFirstPaint(opened)
      .then(() => import('./start-services.ts'))
      .then(({ startServices }) =>
        startServices({
          out,
          dataFolder,
          window: opened,
          windowState: state,
          sendEvent,
          bugLog,
          openedFiles,
        }),
      );
    registerIpc(
      (event) => isTrustedSender(event, window?.webContents ?? null, origin),
      started.then(({ dispatch }) => dispatch),
    );
    closeBeforeQuit(async () => {
      const { services } = await started;
      await Promise.all([services.close(), state.flush(), bugLog.flush()]);
    });
    installMenu((command) => sendEvent('menu.command', command));
  }
}

/** A window that never paints, for example because its page cannot be read, must not keep the services from starting. */
const LONGEST_PAINT_MS = 2_000;

function waitForFirstPaint(window: BrowserWindow): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LONGEST_PAINT_MS);
    window.once('ready-to-show', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
