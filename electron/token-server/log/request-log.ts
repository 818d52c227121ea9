import type { TokenServerLogEntry } from '../../../shared/token-server/state.ts';

export type NewLogEntry = Omit<TokenServerLogEntry, 'id'>;

/** What the server did, newest last. Bounded; listeners get batches, so that load does not flood them. */
export interface RequestLog {
  add(entry: NewLogEntry): void;
  /** The entries kept, oldest first. */
  entries(): readonly TokenServerLogEntry[];
  /** Sends pending entries to the listener now. */
  flush(): void;
}

export interface RequestLogOptions {
  readonly listener: (entries: readonly TokenServerLogEntry[]) => void;
  /** Called for every entry at once. */
  readonly onEntry?: (entry: TokenServerLogEntry) => void;
  readonly capacity?: number;
  readonly batchIntervalMs?: number;
  /** A larger batch is cut to its newest entries; the gap in the numbers shows how many are missing. */
  readonly maxBatch?: number;
}

const CAPACITY = 1000;
const BATCH_INTERVAL_MS = 100;
const MAX_BATCH = 200;

export function createRequestLog({
  batchIntervalMs = BATCH_INTERVAL_MS,
  capacity = CAPACITY,
  listener,
  maxBatch = MAX_BATCH,
  onEntry,
}: RequestLogOptions): RequestLog {
  /** Entry n is at index (n - 1) % capacity. */
  const ring: TokenServerLogEntry[] = [];
  let lastId = 0;
  let lastTold = 0;
  let timer: NodeJS.Timeout | null = null;

  function newest(count: number): TokenServerLogEntry[] {
    const result: TokenServerLogEntry[] = [];
    for (let id = lastId - Math.min(count, ring.length) + 1; id <= lastId; id += 1) {
      const entry = ring[(id - 1) % capacity];
      if (entry !== undefined) result.push(entry);
    }
    return result;
  }

  function flush(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (lastId === lastTold) return;
    const batch = newest(Math.min(lastId - lastTold, maxBatch));
    lastTold = lastId;
    listener(batch);
  }

  return {
    flush,
    entries: () => newest(capacity),
    add(entry) {
      lastId += 1;
      const numbered = { id: lastId, ...entry };
      ring[(lastId - 1) % capacity] = numbered;
      onEntry?.(numbered);
      timer ??= setTimeout(flush, batchIntervalMs);
    },
  };
}
