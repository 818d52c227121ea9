import { type AppError, appError } from '../shared/errors.ts';
import { err, ok, type Result } from '../shared/result.ts';

/** Electron 44 and later writes asynchronously. */
type WriteText = (text: string) => Promise<void> | void;

/** Resolves when the text is on the clipboard. */
export async function writeClipboard(writeText: WriteText, text: string): Promise<Result<null, AppError>> {
  try {
    await writeText(text);
    return ok(null);
  } catch {
    // Omit the cause: it may contain the text.
    return err(
      appError('clipboard.failed', 'The system did not accept the text for the clipboard.', {
        nextStep: 'Close programs that watch the clipboard and copy again.',
      }),
    );
  }
}
