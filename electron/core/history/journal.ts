import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../storage/atomic-file.ts';

/** Position of a line in the file, in bytes, without its line break. */
export interface LinePlace {
  readonly offset: number;
  readonly length: number;
}

const MODE = 0o600;
const CHUNK = 1 << 20;
const NEW_LINE = 0x0a;
/** Far longer than any entry. A longer line is damage, and is not read into memory. */
const LONGEST_LINE = 1 << 28;
/** A power loss may lose recent entries: syncing each line would slow down every request. */
const SYNC_AFTER_MS = 500;

/**
 * An append-only file of lines. Nothing unread is ever deleted: a line cut off by a crash becomes its own line. Callers
 * wait for one operation before the next.
 */
export class Journal {
  readonly path: string;
  #file: FileHandle | null = null;
  #size = 0;
  #syncTimer: NodeJS.Timeout | null = null;
  /** Why the last batch may not be on disk. Reported by the next append. */
  #syncFailure: unknown = null;

  constructor(path: string) {
    this.path = path;
  }

  /** Bytes on the disk. */
  get size(): number {
    return this.#size;
  }

  /**
   * Reads every line in order; null for one that is too long. `isCut`: the file ends inside the line. Call once, first.
   * Rejects with the platform's error.
   */
  async load(onLine: (line: string | null, place: LinePlace, isCut: boolean) => void): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true });
    const file = await this.#open();
    // If reading fails, do not overwrite what is there.
    this.#size = (await file.stat()).size;
    const buffer = Buffer.alloc(CHUNK);
    let pending: Buffer[] = [];
    let offset = 0;
    let position = 0;
    const tell = (length: number, isCut: boolean) => {
      const line = length > LONGEST_LINE ? null : Buffer.concat(pending).toString('utf8');
      onLine(line, { offset, length }, isCut);
      pending = [];
      offset += length + 1;
    };
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK, position);
      if (bytesRead === 0) break;
      let start = 0;
      for (;;) {
        const end = buffer.subarray(0, bytesRead).indexOf(NEW_LINE, start);
        const isWhole = end !== -1;
        const part = buffer.subarray(start, isWhole ? end : bytesRead);
        const length = position + start + part.length - offset;
        if (length > LONGEST_LINE) pending = [];
        else pending.push(Buffer.from(part));
        if (!isWhole) break;
        tell(length, false);
        start = end + 1;
      }
      position += bytesRead;
    }
    if (position > offset) {
      // Keep the next line from continuing this one.
      await writeAll(file, Buffer.from([NEW_LINE]), position);
      tell(position - offset, true);
    }
    this.#size = offset;
  }

  /** Appends a line; resolves to its position once the system accepted it. Rejects with the platform's error. */
  async append(line: string): Promise<LinePlace> {
    const file = await this.#open();
    const bytes = Buffer.from(`${line}\n`, 'utf8');
    const offset = this.#size;
    try {
      await writeAll(file, bytes, offset);
    } catch (cause) {
      // A full disk may have taken half of it: the next line must not continue that half.
      await file.truncate(offset).catch(() => undefined);
      throw cause;
    }
    this.#size = offset + bytes.length;
    this.#syncSoon();
    if (this.#syncFailure !== null) {
      const cause = this.#syncFailure;
      this.#syncFailure = null;
      throw cause;
    }
    return { offset, length: bytes.length - 1 };
  }

  /**
   * Atomically replaces the content with some of its own lines, then new ones. Resolves to the kept lines' positions.
   */
  async rewrite(kept: Iterable<LinePlace>, added: readonly string[]): Promise<LinePlace[]> {
    const temporary = `${this.path}.tmp`;
    await rm(temporary, { force: true });
    const places: LinePlace[] = [];
    const file = await open(temporary, 'wx', MODE);
    let size = 0;
    const add = async (line: string): Promise<LinePlace> => {
      const bytes = Buffer.from(`${line}\n`, 'utf8');
      const place = { offset: size, length: bytes.length - 1 };
      await writeAll(file, bytes, size);
      size += bytes.length;
      return place;
    };
    try {
      for (const place of kept) places.push(await add(await this.read(place)));
      for (const line of added) await add(line);
      await file.sync();
    } catch (cause) {
      await file.close();
      await rm(temporary, { force: true });
      throw cause;
    }
    await file.close();
    await this.#close();
    await rename(temporary, this.path);
    await syncFolder(dirname(this.path));
    this.#size = size;
    return places;
  }

  /** Appends lines unchanged to another file beside it. Rejects with the platform's error. */
  async setAside(places: Iterable<LinePlace>, path: string): Promise<void> {
    const file = await open(path, 'a', MODE);
    try {
      for (const place of places) {
        for await (const part of this.#bytes(place)) await file.appendFile(part);
        await file.appendFile('\n');
      }
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** Syncs to disk and closes the file. */
  async close(): Promise<void> {
    await this.#file?.sync().catch(() => undefined);
    await this.#close();
  }

  /** Rejects with the platform's error. */
  async read({ offset, length }: LinePlace): Promise<string> {
    const file = await this.#open();
    const bytes = Buffer.alloc(length);
    await file.read(bytes, 0, length, offset);
    return bytes.toString('utf8');
  }

  async *#bytes({ offset, length }: LinePlace): AsyncGenerator<Buffer> {
    const file = await this.#open();
    for (let done = 0; done < length; ) {
      const part = Buffer.alloc(Math.min(CHUNK, length - done));
      const { bytesRead } = await file.read(part, 0, part.length, offset + done);
      if (bytesRead === 0) return;
      yield part.subarray(0, bytesRead);
      done += bytesRead;
    }
  }

  #syncSoon(): void {
    this.#syncTimer ??= setTimeout(() => {
      this.#syncTimer = null;
      const file = this.#file;
      file?.sync().catch((cause: unknown) => {
        // If the file was closed meanwhile, it was synced first.
        if (this.#file === file) this.#syncFailure = cause;
      });
    }, SYNC_AFTER_MS).unref();
  }

  async #open(): Promise<FileHandle> {
    this.#file ??= await open(this.path, constants.O_RDWR | constants.O_CREAT, MODE);
    return this.#file;
  }

  async #close(): Promise<void> {
    if (this.#syncTimer !== null) clearTimeout(this.#syncTimer);
    this.#syncTimer = null;
    await this.#file?.close();
    this.#file = null;
  }
}

/** A write may be partial; the next attempt reports why. */
async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const step = await file.write(bytes, written, bytes.length - written, position + written);
    written += step.bytesWritten;
  }
}
