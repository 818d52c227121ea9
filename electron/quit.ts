import { app } from 'electron';

/** Saving and stopping the token server may take longer, but the user is waiting. */
const LIMIT_MS = 3_000;

let exitCode = 0;

/** Quits Credence cleanly with this exit code. */
export function quit(code: number): void {
  exitCode = code;
  app.quit();
}

/** Runs `close` once all windows are closed, then ends the process. */
export function closeBeforeQuit(close: () => Promise<void>): void {
  app.once('will-quit', (event) => {
    event.preventDefault();
    const limit = new Promise<void>((resolve) => setTimeout(resolve, LIMIT_MS));
    // Quit even if closing failed.
    Promise.race([close(), limit]).finally(() => app.exit(exitCode));
  });
}
