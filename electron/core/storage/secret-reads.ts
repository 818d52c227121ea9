import { AsyncLocalStorage } from 'node:async_hooks';

const ledger = new AsyncLocalStorage<Set<string>>();

/** Called by the secret store: whatever is read while a request is built is on that request's list. */
export function noteSecretRead(key: string): void {
  ledger.getStore()?.add(key);
}

/**
 * Runs `build` and lists the keys of all secrets that were read meanwhile, by whatever way: a list that the builders kept
 * themselves could miss one, and that one would be sent without a question.
 */
export async function listSecretReads<T>(
  build: () => Promise<T>,
): Promise<{ readonly built: T; readonly secretsRead: readonly string[] }> {
  const read = new Set<string>();
  const built = await ledger.run(read, build);
  return { built, secretsRead: [...read] };
}
