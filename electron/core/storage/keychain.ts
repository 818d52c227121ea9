/** The system's keychain, as far as the secret store needs it. */
export interface Keychain {
  /** Resolves true when it can encrypt now. May take as long as a person takes to unlock it. */
  isAvailable(): Promise<boolean>;
  /** False where it can be known at once that there is none. */
  mayBecomeAvailable(): boolean;
  encrypt(text: string): Promise<Buffer>;
  decrypt(ciphertext: Buffer): Promise<{ readonly text: string; readonly isOutdated: boolean }>;
}

export interface ProbePace {
  /** Milliseconds for a person to unlock it; then we go on without. */
  readonly unlockLimit: number;
  /** Milliseconds between questions that were answered "no": the first answers come before it is ready. */
  readonly interval: number;
  /** How many times "no" is taken for "not yet". */
  readonly attempts: number;
}

export const PROBE_PACE: ProbePace = { unlockLimit: 30_000, interval: 200, attempts: 10 };

/** Whether there is a keychain, asked patiently and never forever. */
export async function probeKeychain(keychain: Keychain, pace: ProbePace): Promise<boolean> {
  if (!keychain.mayBecomeAvailable()) return false;
  for (let attempt = 0; attempt < pace.attempts; attempt += 1) {
    if (attempt > 0) await delay(pace.interval);
    const answer = await within(keychain.isAvailable(), pace.unlockLimit);
    if (answer === 'too-late') return false;
    // The backend is chosen while it starts: only now is it sure which one that is.
    if (answer) return keychain.mayBecomeAvailable();
  }
  return false;
}

async function within(question: Promise<boolean>, limit: number): Promise<boolean | 'too-late'> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<'too-late'>((resolve) => {
    timer = setTimeout(resolve, limit, 'too-late');
  });
  try {
    return await Promise.race([question, tooLate]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
