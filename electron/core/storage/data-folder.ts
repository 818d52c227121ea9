import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppError } from '../../../shared/errors.ts';
import { folderUnusable, isDiskFull } from './storage-errors.ts';

/** Null if the data folder is writable. A full disk does not block startup: existing data can be read. */
export function findFolderProblem(folder: string): AppError | null {
  const probe = join(folder, `.write-probe-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(probe, '', { mode: 0o600 });
    rmSync(probe, { force: true });
    return null;
  } catch (cause) {
    return isDiskFull(cause) ? null : folderUnusable(folder, cause);
  }
}
