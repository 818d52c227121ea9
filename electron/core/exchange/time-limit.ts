/** Why an exchange was stopped from our side. Thrown by whatever was waiting when it happened. */
export class StoppedError extends Error {
  override readonly cause: 'timeout' | 'cancelled';

  constructor(cause: 'timeout' | 'cancelled', message: string) {
    super(message);
    this.name = 'StoppedError';
    this.cause = cause;
  }
}

/** One signal for both ways an exchange is stopped: its time limit, and the person who cancels it. */
export interface TimeLimit {
  /** Its reason is a StoppedError. */
  readonly signal: AbortSignal;
  dispose(): void;
}

export function startTimeLimit(limitMs: number, cancel: AbortSignal): TimeLimit {
  const controller = new AbortController();
  const onCancel = () => controller.abort(new StoppedError('cancelled', 'The request was cancelled.'));
  const timer = setTimeout(
    () => controller.abort(new StoppedError('timeout', `No complete response within ${limitMs} ms.`)),
    limitMs,
  );
  if (cancel.aborted) onCancel();
  cancel.addEventListener('abort', onCancel, { once: true });
  return {
    signal: controller.signal,
    dispose() {
      clearTimeout(timer);
      cancel.removeEventListener('abort', onCancel);
    },
  };
}

/** Settles like `work`, or rejects with the signal's reason as soon as it is aborted. */
export async function orStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  // Nobody waits for it any more once we were stopped; its failure must not count as unhandled.
  work.catch(() => {});
  signal.throwIfAborted();
  let onAbort = () => {};
  const stopped = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
