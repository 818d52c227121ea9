import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Readable by the current user only: files may contain ciphertext, URLs and client names. */
const PRIVATE_MODE = 0o600;

/**
 * A file that is always complete: written to a temporary file, synced, then renamed. Writes run one at a time. Of the
 * waiting ones only the newest is written, and all callers get its result.
 */
export class AtomicFile {
  readonly path: string;
  readonly #folder: string;
  readonly #temporary: string;
  readonly #mode: number;
  #writing: Promise<void> | null = null;
  #next: { content: string; done: Promise<void> } | null = null;

  /** @param mode permissions of the file. */
  constructor(path: string, mode = PRIVATE_MODE) {
    this.path = path;
    this.#mode = mode;
    this.#folder = dirname(path);
    this.#temporary = join(this.#folder, `.${basename(path)}.tmp`);
  }

  /** Null if there is no such file. Rejects with the platform's error for anything else. */
  async read(): Promise<string | null> {
    try {
      return await readFile(this.path, 'utf8');
    } catch (cause) {
      if (isMissing(cause)) return null;
      throw cause;
    }
  }

  /** Resolves when this content, or newer content, is on disk. Rejects with the platform's error. */
  write(content: string): Promise<void> {
    if (this.#next !== null) {
      this.#next.content = content;
      return this.#next.done;
    }
    if (this.#writing === null) return this.#begin(content);
    const waiting = {
      content,
      done: this.#writing.then(proceed, proceed).then(() => this.#begin(this.#takeNext())),
    };
    this.#next = waiting;
    return waiting.done;
  }

  /** Resolves when no write is in progress, whether or not it succeeded. */
  async flush(): Promise<void> {
    while (this.#next !== null || this.#writing !== null) {
      await (this.#next?.done ?? this.#writing)?.catch(proceed);
    }
  }

  /** Renames the file to say why it was set aside; returns its new path. */
  async setAside(why: string, timestamp: string): Promise<string> {
    const kept = `${this.path}.${why}-${timestamp}`;
    await rename(this.path, kept);
    return kept;
  }

  #takeNext(): string {
    const content = this.#next?.content ?? '';
    this.#next = null;
    return content;
  }

  #begin(content: string): Promise<void> {
    const writing = this.#replace(content).finally(() => {
      if (this.#writing === writing) this.#writing = null;
    });
    this.#writing = writing;
    return writing;
  }

  async #replace(content: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    // A leftover from a crash could have another mode or owner.
    await rm(this.#temporary, { force: true });
    try {
      const file = await open(this.#temporary, 'wx', this.#mode);
      try {
        await file.writeFile(content, 'utf8');
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(this.#temporary, this.path);
    } catch (cause) {
      await rm(this.#temporary, { force: true }).catch(proceed);
      throw cause;
    }
    await syncFolder(this.#folder);
  }
}

/** Makes the rename itself durable. Windows cannot open folders, and its rename is journalled anyway. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
}

function proceed(): void {}
