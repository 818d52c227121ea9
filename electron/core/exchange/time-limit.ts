/** Why we stopped an exchange. Thrown by whatever was waiting. */
export class StoppedError extends Error {
  override readonly cause: 'timeout' | 'cancelled';

  constructor(cause: 'timeout' | 'cancelled', message: string) {
    super(message);
    this.name = 'StoppedError';
    this.cause = cause;
  }
}

/** One signal for both ways to stop an exchange: timeout and cancellation by the user. */
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

/** Settles like `work`, or rejects with the signal's reason as soon as it aborts. */
export async function orStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  // After a stop nobody awaits it; avoid an unhandled rejection.
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
