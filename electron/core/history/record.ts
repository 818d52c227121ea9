import { z } from 'zod';
import type { HistoryEntry } from '../../../shared/history/entry.ts';
import type { LineSeal } from './line-seal.ts';

/** One journal line. Later lines override earlier ones. */
export type HistoryRecord =
  | { readonly kind: 'entry'; readonly entry: HistoryEntry }
  | { readonly kind: 'pin'; readonly ids: readonly string[]; readonly pinned: boolean }
  | { readonly kind: 'delete'; readonly ids: readonly string[] };

const ids = z.array(z.string());

/** Validates only what the history relies on: the exchange is our own and is shown unchanged. */
const RecordSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('entry'),
    entry: z.looseObject({
      exchange: z.looseObject({
        id: z.string(),
        startedAt: z.number(),
        purpose: z.string(),
        request: z.looseObject({ method: z.string(), url: z.string(), headers: z.array(z.unknown()) }),
        timings: z.looseObject({ total: z.number() }),
      }),
      inputs: z.looseObject({ id: z.string(), name: z.string(), clients: z.array(z.unknown()) }),
      pinned: z.boolean(),
    }),
  }),
  z.object({ kind: z.literal('pin'), ids, pinned: z.boolean() }),
  z.object({ kind: z.literal('delete'), ids }),
]);

export function formatRecord(record: HistoryRecord, seal: LineSeal): string {
  return seal.seal(JSON.stringify(record));
}

/** Null if the line cannot be read: encrypted with another key, or damaged. */
export function parseRecord(line: string, seal: LineSeal): HistoryRecord | null {
  const text = seal.open(line);
  if (text === null) return null;
  try {
    const record = RecordSchema.safeParse(JSON.parse(text));
    return record.success ? (record.data as unknown as HistoryRecord) : null;
  } catch {
    return null;
  }
}
