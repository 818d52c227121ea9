import { open, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type AppError, appError } from '../../../shared/errors.ts';
import { LARGEST_FILE } from '../../../shared/formats/largest-file.ts';
import type { OpenedFile } from '../../../shared/ipc/outputs.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { safeFileName } from '../../../shared/text/file-name.ts';
import { readFailed, writeFailed } from './storage-errors.ts';

/** File filter: `import` for curl, HAR and similar, `key` for keys and certificates. */
export type FileKind = 'import' | 'key' | 'workspace';

/** The native file dialogs. */
export interface FileDialogs {
  /** Opens the save dialog with a suggested name; null if the user cancelled. */
  readonly choosePath: (suggestedName: string) => Promise<string | null>;
  /** Opens the file dialog; null if the user cancelled. */
  readonly chooseFile: (kind: FileKind) => Promise<string | null>;
}

/** Exports and imports files the user chose. The page itself cannot access files. */
export class FileService {
  readonly #dialogs: FileDialogs;
  readonly #onSaved: (path: string) => void;
  #lastSaved: string | null = null;

  /** `onSaved` receives the absolute path of every file written. */
  constructor(dialogs: FileDialogs, onSaved: (path: string) => void = () => {}) {
    this.#dialogs = dialogs;
    this.#onSaved = onSaved;
  }

  /** The file written last; null before the first. */
  get lastSaved(): string | null {
    return this.#lastSaved;
  }

  save(suggestedName: string, text: string): Promise<Result<{ saved: boolean }, AppError>> {
    return this.#write(suggestedName, text);
  }

  saveBytes(suggestedName: string, bytes: Uint8Array): Promise<Result<{ saved: boolean }, AppError>> {
    return this.#write(suggestedName, bytes);
  }

  /** Null if the user cancelled. */
  async open(): Promise<Result<{ file: OpenedFile | null }, AppError>> {
    const path = await this.#dialogs.chooseFile('import');
    if (path === null) return ok({ file: null });
    const text = await readTextFile(path);
    return text.ok ? ok({ file: { name: basename(path), text: text.value } }) : text;
  }

  async #write(
    suggestedName: string,
    content: string | Uint8Array,
  ): Promise<Result<{ saved: boolean }, AppError>> {
    // The name comes from the page, and parts of it from servers and files.
    const path = await this.#dialogs.choosePath(safeFileName(suggestedName));
    if (path === null) return ok({ saved: false });
    try {
      // An export may contain tokens: readable by its owner only.
      await writeFile(path, content, { encoding: 'utf8', mode: 0o600 });
      this.#lastSaved = path;
      this.#onSaved(path);
      return ok({ saved: true });
    } catch (cause) {
      return writeFailedAt(path, cause);
    }
  }
}

/** Reads a text file of at most 100 MB. Fails with `storage.read-failed`. */
export async function readTextFile(path: string): Promise<Result<string, AppError>> {
  try {
    return await readText(path);
  } catch (cause) {
    const error = readFailed(`The file ${path}`, path, cause);
    return err({ ...error, nextStep: 'Check that it is there and may be read, or choose another one.' });
  }
}

/** Checks the size of the open file, so that the file read is the file checked. */
async function readText(path: string): Promise<Result<string, AppError>> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    if (size > LARGEST_FILE) return err(tooLarge(path, size));
    const bytes = await handle.readFile();
    if (bytes.includes(0)) return err(notText(path));
    return ok(new TextDecoder('utf-8').decode(bytes));
  } finally {
    await handle.close();
  }
}

function tooLarge(path: string, size: number): AppError {
  const megabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024);
  return appError(
    'storage.read-failed',
    `${basename(path)} has ${megabytes(size)} MB; up to ${megabytes(LARGEST_FILE)} MB can be read.`,
    { nextStep: 'Export a part of it, for example the token request alone.' },
  );
}

function notText(path: string): AppError {
  return appError('storage.read-failed', `${basename(path)} is not a text file.`, {
    nextStep:
      'Choose a curl command in a text file, a HAR file, a Postman collection or a workspace file. Unpack a compressed one first.',
  });
}

function writeFailedAt(path: string, cause: unknown): Result<never, AppError> {
  const error = writeFailed(`The file ${path}`, cause);
  return { ok: false, error: { ...error, nextStep: 'Choose another place, or make room, and save again.' } };
}
