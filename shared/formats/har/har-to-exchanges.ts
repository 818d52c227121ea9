import { type AppError, appError } from '../../errors.ts';
import type { Exchange, TransportFailure } from '../../http/exchange.ts';
import { guessPurpose } from '../../http/guess-purpose.ts';
import { parseJsonFile } from '../../json/parse-json-file.ts';
import { err, ok, type Result } from '../../result.ts';
import { type HarEntry, HarEntrySchema, HarFileSchema } from './har-schema.ts';
import { readTimings } from './har-timings.ts';
import {
  ConnectionSchema,
  FailureSchema,
  PurposeSchema,
  RedirectStopSchema,
  TlsReportSchema,
} from './own-fields-schema.ts';
import { readRequest } from './read-request.ts';
import { readResponse } from './read-response.ts';

export interface HarImport {
  /** In file order. */
  readonly exchanges: readonly Exchange[];
  /** The program that wrote the file, or an empty string. */
  readonly creator: string;
  readonly notes: readonly HarNote[];
}

/** Something that was unreadable, fully or in part. */
interface HarNote {
  /** Index of the entry in the file; null for the file as a whole. */
  readonly entry: number | null;
  /** True if the entry was skipped. */
  readonly leftOut: boolean;
  readonly message: string;
}

export interface HarImportOptions {
  /** Creates an exchange's ID from the entry's index. */
  readonly idFor: (entry: number) => string;
}

/**
 * Reads a HAR 1.2 file (1.1 has the same members) from any program. Entries are read one by one: an error in one is
 * noted and does not affect the others. Credentials in requests are marked as secrets; masked ones are withheld.
 * Fails with `config.invalid` if the text is not JSON or not a HAR file.
 */
export function harToExchanges(text: string, { idFor }: HarImportOptions): Result<HarImport, AppError> {
  const file = parseFile(text);
  if (!file.ok) return file;
  const { creator, version, entries } = file.value;
  const notes: HarNote[] = [];
  if (!/^1\.[12]$/.test(version)) {
    notes.push({
      entry: null,
      leftOut: false,
      message: `The file says version “${version}”; it was read as 1.2.`,
    });
  }
  const exchanges = entries.flatMap((content, entry) => {
    const read = readEntry(content, idFor(entry));
    notes.push(...read.notes.map((message) => ({ entry, leftOut: read.exchange === null, message })));
    return read.exchange ?? [];
  });
  return ok({ exchanges, creator, notes });
}

function parseFile(
  text: string,
): Result<{ creator: string; version: string; entries: readonly unknown[] }, AppError> {
  const content = parseJsonFile(text);
  if (!content.ok) {
    return err(
      appError('config.invalid', 'The file is not JSON.', {
        nextStep: 'Export it again as HAR, for example from the network panel of a browser.',
        detail: content.error,
      }),
    );
  }
  const file = HarFileSchema.safeParse(content.value);
  if (!file.success) {
    return err(
      appError('config.invalid', 'The file is JSON, but not a HAR file: it has no log with entries.', {
        nextStep: 'Choose a .har file.',
      }),
    );
  }
  const { version, creator, entries } = file.data.log;
  return ok({ version, creator: creator?.name ?? '', entries });
}

interface ReadEntry {
  readonly exchange: Exchange | null;
  readonly notes: readonly string[];
}

function readEntry(content: unknown, id: string): ReadEntry {
  const parsed = HarEntrySchema.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return {
      exchange: null,
      notes: [`${issue?.path.join('.') || 'entry'}: ${issue?.message ?? 'not readable'}`],
    };
  }
  const entry = parsed.data;
  const startedAt = Date.parse(entry.startedDateTime);
  if (Number.isNaN(startedAt)) {
    return { exchange: null, notes: [`startedDateTime: “${entry.startedDateTime}” is not a date.`] };
  }
  const notes: string[] = [];
  const request = readRequest(entry.request, notes);
  if (!request) return { exchange: null, notes };
  const response = readResponse(entry.response, notes);
  const tls = readOwn(entry._tls, TlsReportSchema, '_tls', notes);
  const redirectStop = readOwn(entry._redirectStop, RedirectStopSchema, '_redirectStop', notes);
  return {
    exchange: {
      id,
      purpose: PurposeSchema.safeParse(entry._purpose).data ?? guessPurpose(request),
      request,
      response,
      failure: readFailure(entry, response !== null, notes),
      timings: readTimings(entry.timings, { time: entry.time, hasResponse: response !== null }),
      connection: readOwn(entry._connection, ConnectionSchema, '_connection', notes),
      tls,
      startedAt,
      ...(redirectStop ? { redirectStop } : {}),
    },
    notes,
  };
}

function readFailure(entry: HarEntry, hasResponse: boolean, notes: string[]): TransportFailure | null {
  const own = readOwn(entry._failure, FailureSchema, '_failure', notes);
  if (own || hasResponse) return own;
  return {
    code: 'unknown',
    stage: 'wait',
    message: entry.response?._error ?? 'The HAR file has no response to this request.',
    platformCode: entry.response?._error ?? null,
  };
}

/** Reads one of our own members; other programs' files lack it. */
function readOwn<T>(
  content: unknown,
  schema: { safeParse(content: unknown): { success: boolean; data?: T } },
  name: string,
  notes: string[],
): T | null {
  if (content === undefined || content === null) return null;
  const parsed = schema.safeParse(content);
  if (parsed.success && parsed.data !== undefined) return parsed.data;
  notes.push(`${name} was not understood and is left out.`);
  return null;
}
