import { addAbortSignal } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { EXIT } from './exit-codes.ts';
import { Stop } from './stop.ts';

/**
 * Everything on standard input. Waits for a slow writer: reading descriptor 0 synchronously fails with EAGAIN while a pipe
 * is empty. Throws a Stop if cancelled.
 */
export async function readStandardInput(signal: AbortSignal): Promise<Buffer> {
  try {
    return await buffer(addAbortSignal(signal, process.stdin));
  } catch (cause) {
    if (signal.aborted) throw new Stop(EXIT.cancelled, 'Cancelled.');
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Stop(EXIT.input, `Cannot read standard input: ${reason}`);
  }
}
