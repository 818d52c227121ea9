import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { AppError } from '../../shared/errors.ts';
import { ok, type Result } from '../../shared/result.ts';
import { writeFailed } from '../storage/storage-errors.ts';

export interface FileServiceOptions {
  /** Asks the person where to, starting from this name; null when they thought better of it. */
  readonly choosePath: (suggestedName: string) => Promise<string | null>;
}

/** Writes what the person exports, to where the person says: the page itself reaches no file. */
export class FileService {
  readonly #options: FileServiceOptions;

  constructor(options: FileServiceOptions) {
    this.#options = options;
  }

  save(suggestedName: string, text: string): Promise<Result<{ saved: boolean }, AppError>> {
    return this.#write(suggestedName, text);
  }

  saveBytes(suggestedName: string, bytes: Uint8Array): Promise<Result<{ saved: boolean }, AppError>> {
    return this.#write(suggestedName, bytes);
  }

  async #write(
    suggestedName: string,
    content: string | Uint8Array,
  ): Promise<Result<{ saved: boolean }, AppError>> {
    // The name comes from the page: it proposes a file, never a folder.
    const path = await this.#options.choosePath(basename(suggestedName.replaceAll('\\', '/')));
    if (path === null) return ok({ saved: false });
    try {
      // An export may hold tokens: for its owner's eyes, until its owner decides otherwise.
      await writeFile(path, content, { encoding: 'utf8', mode: 0o600 });
      return ok({ saved: true });
    } catch (cause) {
      return writeFailedAt(path, cause);
    }
  }
}

function writeFailedAt(path: string, cause: unknown): Result<never, AppError> {
  const error = writeFailed(`The file ${path}`, cause);
  return { ok: false, error: { ...error, nextStep: 'Choose another place, or make room, and save again.' } };
}
