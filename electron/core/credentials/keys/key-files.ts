import { randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { type AppError, appError } from '../../../../shared/errors.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { readFailed } from '../../storage/storage-errors.ts';

/** A key file the user chose, as the page sees it: never its content. */
export interface KeyFile {
  readonly id: string;
  /** File name without its folder. */
  readonly name: string;
}

/** Bytes. Even a large key with a long chain takes only tens of kilobytes. */
const LARGEST_FILE = 1024 * 1024;

/**
 * Key files the user chose. They are read here so that private keys never reach the page. Keeps the last one until it
 * is used.
 */
export class KeyFiles {
  readonly #chooseFile: () => Promise<string | null>;
  #kept: (KeyFile & { readonly content: Buffer }) | null = null;

  constructor(chooseFile: () => Promise<string | null>) {
    this.#chooseFile = chooseFile;
  }

  /** Null if the user cancelled. */
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

/** Checks the size of the open file, so that the file read is the file checked. */
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
