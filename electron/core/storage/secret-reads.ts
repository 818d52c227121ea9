import { AsyncLocalStorage } from 'node:async_hooks';

const ledger = new AsyncLocalStorage<Set<string>>();

/** Called by the secret store: adds the key to the list of the request being built. */
export function noteSecretRead(key: string): void {
  ledger.getStore()?.add(key);
}

/**
 * Runs `build` and lists the keys of all secrets read meanwhile. Builders could forget one in a manual list, and it
 * would be sent without confirmation.
 */
export async function listSecretReads<T>(
  build: () => Promise<T>,
): Promise<{ readonly built: T; readonly secretsRead: readonly string[] }> {
  const read = new Set<string>();
  const built = await ledger.run(read, build);
  return { built, secretsRead: [...read] };
}
