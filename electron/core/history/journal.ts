import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Where a line lies in the file, in bytes, without its line break. */
export interface LinePlace {
  readonly offset: number;
  readonly length: number;
}

const MODE = 0o600;
const CHUNK = 1 << 20;
const NEW_LINE = 0x0a;

/**
 * A file of lines to which we only add. A line that a crash cut off is dropped at the next start, and every line
 * before it is whole. The caller waits for one operation before it asks for the next.
 */
export class Journal {
  readonly path: string;
  #file: FileHandle | null = null;
  #size = 0;

  constructor(path: string) {
    this.path = path;
  }

  /** Bytes on the disk. */
  get size(): number {
    return this.#size;
  }

  /** Reads every whole line, in order. Call once, first. Rejects with the platform's error. */
  async load(onLine: (line: string, place: LinePlace) => void): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true });
    const file = await this.#open();
    const buffer = Buffer.alloc(CHUNK);
    let pending: Buffer[] = [];
    let offset = 0;
    let position = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK, position);
      if (bytesRead === 0) break;
      let start = 0;
      for (;;) {
        const end = buffer.indexOf(NEW_LINE, start);
        if (end === -1 || end >= bytesRead) break;
        const line = Buffer.concat([...pending, buffer.subarray(start, end)]);
        onLine(line.toString('utf8'), { offset, length: line.length });
        offset += line.length + 1;
        pending = [];
        start = end + 1;
      }
      pending.push(Buffer.from(buffer.subarray(start, bytesRead)));
      position += bytesRead;
    }
    if (position > offset) await file.truncate(offset);
    this.#size = offset;
  }

  /** Adds a line; resolves to its place once the system has taken it. Rejects with the platform's error. */
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
    return { offset, length: bytes.length - 1 };
  }

  /** Replaces the whole content, atomically, by some of its own lines and then new ones; resolves to the kept lines' places. */
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
    this.#size = size;
    return places;
  }

  /** Copies lines, as they are, to the end of another file beside it. Rejects with the platform's error. */
  async setAside(places: Iterable<LinePlace>, path: string): Promise<void> {
    const file = await open(path, 'a', MODE);
    try {
      for (const place of places) await file.appendFile(`${await this.read(place)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** Forces what was added to the disk and closes the file. */
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

  async #open(): Promise<FileHandle> {
    this.#file ??= await open(this.path, constants.O_RDWR | constants.O_CREAT, MODE);
    return this.#file;
  }

  async #close(): Promise<void> {
    await this.#file?.close();
    this.#file = null;
  }
}

/** The system may take less than it was given; the next try then tells why. */
async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const step = await file.write(bytes, written, bytes.length - written, position + written);
    written += step.bytesWritten;
  }
}
