import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Files in one folder, readable and writable only by their owner. */
export interface KeptFiles {
  readonly folder: string;
  /** Null if there is no such file. */
  read(name: string): Promise<string | null>;
  /** Writes atomically: to a temporary file, synced, then renamed. */
  write(name: string, content: string, mode: number): Promise<void>;
  /** Renames the existing files; returns their new names. */
  setAside(names: readonly string[]): Promise<string[]>;
  /** Runs a task with a lock that excludes other processes using this folder. */
  exclusively<T>(task: () => Promise<T>): Promise<T>;
}

const LOCK_FILE = '.lock';
/**
 * Generating keys takes a fraction of a second, so an older lock belongs to a dead process. A lock whose process ID is
 * gone is not waited for, so a killed first start can be retried at once.
 */
const LOCK_STALE_MS = 10_000;
/** The process ID is written right after locking: a lock that stays empty belongs to a dead process. */
const LOCK_EMPTY_MS = 500;
const LOCK_RETRY_MS = 50;

export function createKeptFiles(folder: string): KeptFiles {
  const pathOf = (name: string) => join(folder, name);
  return {
    folder,
    read: (name) => unlessMissing(readFile(pathOf(name), 'utf8')),
    async write(name, content, mode) {
      const temporary = pathOf(`.${name}.${randomBytes(6).toString('hex')}.tmp`);
      try {
        const file = await open(temporary, 'wx', mode);
        try {
          await file.writeFile(content);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(temporary, pathOf(name));
      } catch (cause) {
        await rm(temporary, { force: true });
        throw cause;
      }
    },
    async setAside(names) {
      // Colons are not allowed in file names everywhere.
      const stamp = new Date().toISOString().replaceAll(':', '-');
      const kept: string[] = [];
      for (const name of names) {
        const newName = `${name}.damaged-${stamp}`;
        const moved = await unlessMissing(rename(pathOf(name), pathOf(newName)).then(() => true));
        if (moved !== null) kept.push(newName);
      }
      return kept;
    },
    async exclusively(task) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await takeLock(pathOf(LOCK_FILE));
      try {
        return await task();
      } finally {
        await rm(pathOf(LOCK_FILE), { force: true });
      }
    },
  };
}

async function takeLock(path: string): Promise<void> {
  for (;;) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx', mode: 0o600 });
      return;
    } catch (cause) {
      if (codeOf(cause) !== 'EEXIST') throw cause;
    }
    if (await isLeftBehind(path)) await rm(path, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, LOCK_RETRY_MS));
  }
}

async function isLeftBehind(path: string): Promise<boolean> {
  const lock = await unlessMissing(stat(path));
  if (lock === null) return false;
  const age = Date.now() - lock.mtimeMs;
  if (age > LOCK_STALE_MS) return true;
  const holder = Number(await unlessMissing(readFile(path, 'utf8')));
  if (!Number.isInteger(holder) || holder <= 0) return age > LOCK_EMPTY_MS;
  return !isAlive(holder);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    // Another user's process counts as alive.
    return codeOf(cause) !== 'ESRCH';
  }
}

async function unlessMissing<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return null;
    throw cause;
  }
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && 'code' in cause ? cause.code : undefined;
}
