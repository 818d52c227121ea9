/** Whether a keychain can encrypt: `not-yet` is retried, `never` is final for this session. */
export type KeychainAnswer = 'yes' | 'not-yet' | 'never';

/** What the secret store needs from the system keychain. */
export interface Keychain {
  /** Tries to encrypt. Waits until the user unlocks the keychain, and may never resolve. */
  probe(): Promise<KeychainAnswer>;
  encrypt(text: string): Promise<Buffer>;
  decrypt(ciphertext: Buffer): Promise<{ readonly text: string; readonly isOutdated: boolean }>;
}

export interface ProbePace {
  /** How long to wait for the user to unlock the keychain, in milliseconds. After that, secrets stay in memory. */
  readonly unlockLimit: number;
  /** Milliseconds between retries: the keychain may say "no" before it is ready. */
  readonly interval: number;
  /** How many times "no" means "not yet". */
  readonly attempts: number;
}

export const PROBE_PACE: ProbePace = { unlockLimit: 30_000, interval: 200, attempts: 10 };

export interface Probed {
  readonly isAvailable: boolean;
  /** If the probe timed out: its eventual result. */
  readonly late: Promise<boolean> | null;
}

/** Probes for a keychain, with retries and a limit. */
export async function probeKeychain(keychain: Keychain, pace: ProbePace): Promise<Probed> {
  for (let attempt = 0; attempt < pace.attempts; attempt += 1) {
    if (attempt > 0) await delay(pace.interval);
    const asked = keychain.probe().catch((): KeychainAnswer => 'not-yet');
    const answer = await within(asked, pace.unlockLimit);
    if (answer === 'too-late') return { isAvailable: false, late: asked.then((late) => late === 'yes') };
    if (answer !== 'not-yet') return { isAvailable: answer === 'yes', late: null };
  }
  return { isAvailable: false, late: null };
}

async function within<T>(question: Promise<T>, limit: number): Promise<T | 'too-late'> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<'too-late'>((resolve) => {
    timer = setTimeout(resolve, limit, 'too-late');
  });
  try {
    return await Promise.race([question, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
