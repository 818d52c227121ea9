import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MASK } from '../../shared/text/sensitive-text.ts';

/** Then the file is renamed to `.old`, so at most two exist. */
const SIZE_LIMIT = 1_000_000;

/** Writes crash details to a file for bug reports. Masks known secrets first. */
export class BugLog {
  readonly #path: string;
  readonly #now: () => number;
  #secrets: () => readonly string[] = () => [];
  #writing: Promise<void> = Promise.resolve();

  constructor(path: string, now: () => number = Date.now) {
    this.#path = path;
    this.#now = now;
  }

  /** @param secrets what must never be written; asked at each entry. */
  withhold(secrets: () => readonly string[]): void {
    this.#secrets = secrets;
  }

  write(where: string, cause: unknown): void {
    const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    const masked = this.#secrets().reduce(maskAll, text);
    const entry = `${new Date(this.#now()).toISOString()} ${where}: ${masked}\n`;
    this.#writing = this.#writing.then(() => this.#append(entry)).catch(() => {});
  }

  flush(): Promise<void> {
    return this.#writing;
  }

  async #append(entry: string): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true });
    const size = await stat(this.#path).then(
      (stats) => stats.size,
      () => 0,
    );
    if (size > SIZE_LIMIT) await rename(this.#path, `${this.#path}.old`);
    await appendFile(this.#path, entry, { mode: 0o600 });
  }
}

function maskAll(text: string, secret: string): string {
  return secret === '' ? text : text.replaceAll(secret, MASK);
}
