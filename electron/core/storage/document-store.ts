import { z } from 'zod';
import type { AppError } from '../../../shared/errors.ts';
import { parseJson } from '../../../shared/json/parse-json.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { AtomicFile } from './atomic-file.ts';
import { damaged, readFailed, writeFailed } from './storage-errors.ts';

/** A kind of file: its name, its schema, and migrations from older versions. */
export interface DocumentFormat<T> {
  /** Name in messages, for example `Your workspaces`. */
  readonly title: string;
  readonly version: number;
  readonly schema: z.ZodType<T>;
  /** The migration at `n` turns version n into version n + 1. */
  readonly migrations: Readonly<Record<number, (data: unknown) => unknown>>;
}

export interface Loaded<T> {
  /** Null if nothing was usable: the caller starts with defaults. */
  readonly value: T | null;
  /** A message for the user. */
  readonly notice: AppError | null;
}

const EnvelopeSchema = z.object({ version: z.number().int().min(1), data: z.unknown() });

/**
 * A value in a versioned JSON file. A file that cannot be parsed is set aside, never overwritten. A file that cannot be
 * read may be intact, so it is not overwritten either.
 */
export class DocumentStore<T> {
  readonly #file: AtomicFile;
  readonly #format: DocumentFormat<T>;
  readonly #now: () => number;
  #unreadable: AppError | null = null;

  constructor(path: string, format: DocumentFormat<T>, now: () => number = Date.now) {
    this.#file = new AtomicFile(path);
    this.#format = format;
    this.#now = now;
  }

  async load(): Promise<Loaded<T>> {
    let text: string | null;
    try {
      text = await this.#file.read();
    } catch (cause) {
      this.#unreadable = readFailed(this.#format.title, this.#file.path, cause);
      return { value: null, notice: this.#unreadable };
    }
    if (text === null) return { value: null, notice: null };
    const parsed = parseDocument(text, this.#format);
    if (parsed.ok) return { value: parsed.value, notice: null };
    return { value: null, notice: await this.#setAside(parsed.error) };
  }

  async save(value: T): Promise<Result<null, AppError>> {
    if (this.#unreadable) return err(this.#unreadable);
    try {
      await this.#file.write(`${JSON.stringify({ version: this.#format.version, data: value }, null, 2)}\n`);
      return ok(null);
    } catch (cause) {
      return err(writeFailed(this.#format.title, cause));
    }
  }

  flush(): Promise<void> {
    return this.#file.flush();
  }

  async #setAside({ kind, why }: Unusable): Promise<AppError> {
    const timestamp = new Date(this.#now()).toISOString().replaceAll(':', '-').replace(/\..*/, '');
    try {
      const kept = await this.#file.setAside(kind, timestamp);
      return damaged(this.#format.title, kept, why);
    } catch (cause) {
      this.#unreadable = readFailed(this.#format.title, this.#file.path, cause);
      return this.#unreadable;
    }
  }
}

/** `newer` files come from a later Credence and are intact; they are kept too. */
interface Unusable {
  readonly kind: 'damaged' | 'newer';
  readonly why: string;
}

function parseDocument<T>(text: string, format: DocumentFormat<T>): Result<T, Unusable> {
  const json = parseJson(text);
  const envelope = EnvelopeSchema.safeParse(json);
  if (!envelope.success) return err({ kind: 'damaged', why: 'It is not a JSON document with a version.' });
  const { version, data } = envelope.data;
  if (version > format.version) {
    return err({
      kind: 'newer',
      why: `It has version ${version}; this Credence knows up to ${format.version}.`,
    });
  }
  const migrated = migrate(data, version, format);
  if (!migrated.ok) return migrated;
  const checked = format.schema.safeParse(migrated.value);
  return checked.success ? ok(checked.data) : err({ kind: 'damaged', why: explain(checked.error) });
}

function migrate<T>(data: unknown, from: number, format: DocumentFormat<T>): Result<unknown, Unusable> {
  let current = data;
  for (let version = from; version < format.version; version += 1) {
    const step = format.migrations[version];
    if (!step) return err({ kind: 'damaged', why: `There is no way from version ${version} to the next.` });
    try {
      current = step(current);
    } catch (cause) {
      return err({
        kind: 'damaged',
        why: `Version ${version} could not be brought up to date: ${String(cause)}`,
      });
    }
  }
  return ok(current);
}

/** Names the location of the error, not the value. */
function explain({ issues }: z.ZodError): string {
  return issues
    .slice(0, 5)
    .map(({ path, code }) => `${path.join('.') || 'the whole'}: ${code}`)
    .join(', ');
}
