import { app, type BrowserWindow, dialog } from 'electron';
import type { BugLog } from './core/bug-log.ts';

/** An uncaught error is a bug: it is logged and shown, but the app keeps running to save the user's work. */
export function guardAgainstCrashes(bugLog: BugLog): void {
  process.on('uncaughtException', (error) => {
    bugLog.write('uncaught exception', error);
    void offer('Something inside Credence broke.', ['Go on', 'Quit']).then((choice) => {
      if (choice === 1) app.quit();
    });
  });
  process.on('unhandledRejection', (reason) => bugLog.write('unhandled rejection', reason));
  // The reader of our output is gone; that is no reason to quit.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
}

/** Reloads the page if its process crashes or is killed: its state is kept here. */
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
