import { app } from 'electron';

/** Ending takes as long as the disk and the token server need, but a person is waiting. */
const LIMIT_MS = 3_000;

let exitCode = 0;

/** Ends Credence with this code, in order. */
export function quit(code: number): void {
  exitCode = code;
  app.quit();
}

/** Lets `close` finish what is under way when the windows are gone, then ends the process. */
export function closeBeforeQuit(close: () => Promise<void>): void {
  app.once('will-quit', (event) => {
    event.preventDefault();
    const limit = new Promise<void>((resolve) => setTimeout(resolve, LIMIT_MS));
    // A failed ending must still end.
    Promise.race([close(), limit]).finally(() => app.exit(exitCode));
  });
}
