import { app, type BrowserWindow, dialog } from 'electron';
import type { BugLog } from './core/bug-log.ts';

/** What nobody caught is a bug: logged, and shown, but it does not take the person's work with it. */
export function guardAgainstCrashes(bugLog: BugLog): void {
  process.on('uncaughtException', (error) => {
    bugLog.write('uncaught exception', error);
    void offer('Something inside Credence broke.', ['Go on', 'Quit']).then((choice) => {
      if (choice === 1) app.quit();
    });
  });
  process.on('unhandledRejection', (reason) => bugLog.write('unhandled rejection', reason));
  // Whoever read our output is gone; that is no reason to end.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
}

/** The page's process may crash or be killed; everything it showed is kept here, so it can come back. */
export function watchPage(window: BrowserWindow, bugLog: BugLog): void {
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    bugLog.write('page', `${reason}, exit code ${exitCode}`);
    void offer('The window’s process has ended unexpectedly.', ['Reload', 'Quit']).then((choice) => {
      if (choice === 1) app.quit();
      else if (!window.isDestroyed()) window.webContents.reload();
    });
  });
}

async function offer(message: string, buttons: string[]): Promise<number> {
  await app.whenReady();
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: 'Credence',
    message,
    detail: `Details are in ${app.getPath('userData')}, folder logs. They hold no secrets.`,
    buttons,
    defaultId: 0,
    cancelId: 0,
  });
  return response;
}
