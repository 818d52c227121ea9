/** Resolves after `ms`, or as soon as the signal aborts. */
export function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}

/** Resolves at a time given in milliseconds since the epoch, or as soon as the signal aborts. */
export function waitUntil(at: number, signal: AbortSignal): Promise<void> {
  return waitFor(Math.max(0, at - Date.now()), signal);
}
