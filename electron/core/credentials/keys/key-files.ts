import { randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { type AppError, appError } from '../../../../shared/errors.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { readFailed } from '../../storage/storage-errors.ts';

/** A file that the person chose to take a key from, as the page knows it: never what is in it. */
export interface KeyFile {
  readonly id: string;
  /** Without its folder. */
  readonly name: string;
}

/** Bytes; the largest key with a long chain has some tens of kilobytes. */
const LARGEST_FILE = 1024 * 1024;

/** Key files that were chosen: read here, so that a private key does not pass the page. The last one is kept until it is used. */
export class KeyFiles {
  readonly #chooseFile: () => Promise<string | null>;
  #kept: (KeyFile & { readonly content: Buffer }) | null = null;

  constructor(chooseFile: () => Promise<string | null>) {
    this.#chooseFile = chooseFile;
  }

  /** Null when the person thought better of it. */
  async open(): Promise<Result<{ file: KeyFile | null }, AppError>> {
    const path = await this.#chooseFile();
    if (path === null) return ok({ file: null });
    const name = basename(path);
    try {
      const content = await readUpTo(path, LARGEST_FILE);
      if (content === null) return err(tooLarge(name));
      const file = { id: randomUUID(), name };
      this.#kept = { ...file, content };
      return ok({ file });
    } catch (cause) {
      const error = readFailed(`The file ${path}`, path, cause);
      return err({ ...error, nextStep: 'Check that it is there and may be read, or choose another one.' });
    }
  }

  contentOf(id: string): Result<Buffer, AppError> {
    if (this.#kept?.id === id) return ok(this.#kept.content);
    return err(
      appError('config.not-found', 'The file is no longer at hand.', { nextStep: 'Choose it again.' }),
    );
  }

  forget(id: string): void {
    if (this.#kept?.id === id) this.#kept = null;
  }
}

/** Judged by the open file, so that what is read is what was judged. */
async function readUpTo(path: string, most: number): Promise<Buffer | null> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    return size > most ? null : await handle.readFile();
  } finally {
    await handle.close();
  }
}

function tooLarge(name: string): AppError {
  return appError('storage.read-failed', `${name} is too large to be a key.`, {
    nextStep: 'Choose a PEM file, a JWK, or a PKCS #12 file (.p12, .pfx).',
  });
}
