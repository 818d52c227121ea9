import type { AppError } from '../../../shared/errors.ts';
import { withoutTypedSecrets } from '../../../shared/formats/workspace-file/withhold-typed-secrets.ts';
import { type HistoryEntry, type HistorySummary, summarise } from '../../../shared/history/entry.ts';
import { queryWords, searchText } from '../../../shared/history/search-text.ts';
import { withholdTokens } from '../../../shared/history/withhold-tokens.ts';
import { redactExchange } from '../../../shared/http/exchange.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { readFailed, writeFailed } from '../storage/storage-errors.ts';
import { Journal, type LinePlace } from './journal.ts';
import { isSealed, type LineSeal, plainSeal } from './line-seal.ts';
import { formatRecord, type HistoryRecord, parseRecord } from './record.ts';

export interface HistoryLimits {
  /** Entries kept; the oldest that is not pinned goes first. */
  readonly entries: number;
  /** Bytes on the disk. */
  readonly bytes: number;
}

interface Kept {
  summary: HistorySummary;
  readonly text: string;
  /** Null until it is on the disk. */
  place: LinePlace | null;
}

/** Lines of the journal that gave no entry when it was opened. */
export interface Unread {
  /** Only another key opens them; they stay in the file. */
  readonly locked: number;
  /** They make no sense; they are kept in the file `keptAs`. */
  readonly damaged: number;
  readonly keptAs: string;
}

/** Entries of this session that are at hand whole, tokens included. */
const RECENT = 200;

/** Rewriting pays once this share of the file, and this much of it, is of no use any more. */
const WASTE_SHARE = 0.5;
const WASTE_BYTES = 1 << 20;

/**
 * Every exchange, across restarts. Lines of the list and the text to search are in memory; whole entries are read
 * from the journal when asked for. An entry counts from the moment it is added; the disk follows.
 */
export class HistoryStore {
  readonly #journal: Journal;
  readonly #kept = new Map<string, Kept>();
  readonly #recent = new Map<string, HistoryEntry>();
  #limits: HistoryLimits;
  #seal: LineSeal = plainSeal;
  /** Bytes of the journal that hold a kept entry. */
  #used = 0;
  /** Lines that only another key opens: they stay in the file. */
  #hasLocked = false;
  /** The journal takes one operation at a time, and none before it was opened. */
  #turn: Promise<unknown>;
  #open: () => void = () => undefined;
  #isOpening = false;

  constructor(path: string, limits: HistoryLimits) {
    this.#journal = new Journal(path);
    this.#limits = limits;
    this.#turn = new Promise<void>((resolve) => {
      this.#open = resolve;
    });
  }

  /**
   * Reads the journal. Resolves to what of it could not be read; none of that is lost.
   * Where the file itself cannot be read, the history goes on without what was in it.
   */
  async open(seal: LineSeal): Promise<Result<Unread, AppError>> {
    this.#isOpening = true;
    this.#seal = seal;
    const addedMeanwhile = [...this.#kept];
    this.#kept.clear();
    let locked = 0;
    const damaged: LinePlace[] = [];
    try {
      await this.#journal.load((line, place, isCut) => {
        if (line !== null && this.#take(line, place)) return;
        if (line !== null && isSealed(line) && !isCut) locked += 1;
        else damaged.push(place);
      });
      return ok({ locked, damaged: damaged.length, keptAs: await this.#setAside(damaged, locked > 0) });
    } catch (cause) {
      return err(readFailed('The history', this.#journal.path, cause));
    } finally {
      this.#hasLocked = locked > 0;
      for (const [id, kept] of addedMeanwhile) this.#kept.set(id, kept);
      this.#open();
    }
  }

  /** Newest first. */
  list(): readonly HistorySummary[] {
    return [...this.#kept.values()].map(({ summary }) => summary).sort((a, b) => b.startedAt - a.startedAt);
  }

  /** The ids of the entries that contain every word of the query, in any case, in no particular order. */
  search(query: string): readonly string[] {
    const words = queryWords(query);
    return [...this.#kept]
      .filter(([, { text }]) => words.every((word) => text.includes(word)))
      .map(([id]) => id);
  }

  /** Null when there is none. An entry of an earlier session may lack its tokens. */
  async get(id: string): Promise<HistoryEntry | null> {
    const kept = this.#kept.get(id);
    if (!kept) return null;
    const recent = this.#recent.get(id);
    if (recent) return { ...recent, pinned: kept.summary.pinned };
    const line = await this.#inTurn(async () => kept.place && this.#journal.read(kept.place));
    const record = line === null ? null : parseRecord(line, this.#seal);
    return record?.kind === 'entry' ? { ...record.entry, pinned: kept.summary.pinned } : null;
  }

  /** Resolves to the entries that had to leave for it. */
  async add(entry: HistoryEntry): Promise<Result<readonly string[], AppError>> {
    const safe = { ...entry, exchange: redactExchange(entry.exchange) };
    const id = safe.exchange.id;
    const kept: Kept = { summary: summarise(safe), text: searchText(safe), place: null };
    this.#kept.set(id, kept);
    this.#remember(id, safe);
    return this.#write(async () => {
      const stored = this.#seal.keepsTokens ? safe : harmlessEntry(safe);
      kept.place = await this.#journal.append(formatRecord({ kind: 'entry', entry: stored }, this.#seal));
      // It may have been deleted while it waited; the deletion is on its way to the journal.
      if (this.#kept.get(id) === kept) this.#used += kept.place.length;
      return this.#evict();
    });
  }

  async pin(ids: readonly string[], pinned: boolean): Promise<Result<null, AppError>> {
    this.#setPinned(ids, pinned);
    return this.#say({ kind: 'pin', ids, pinned });
  }

  async delete(ids: readonly string[]): Promise<Result<null, AppError>> {
    this.#forget(ids);
    return this.#say({ kind: 'delete', ids });
  }

  /** Resolves to the entries that had to leave. */
  async limit(limits: HistoryLimits): Promise<Result<readonly string[], AppError>> {
    this.#limits = limits;
    return this.#write(() => this.#evict());
  }

  /** Also writes what was added while the keychain had not answered yet: without tokens then. */
  async close(): Promise<void> {
    if (!this.#isOpening) await this.open(plainSeal);
    return this.#inTurn(() => this.#journal.close());
  }

  #say(record: HistoryRecord): Promise<Result<null, AppError>> {
    return this.#write(async () => {
      await this.#journal.append(formatRecord(record, this.#seal));
      await this.#compact();
      return null;
    });
  }

  async #write<T>(operation: () => Promise<T>): Promise<Result<T, AppError>> {
    try {
      return ok(await this.#inTurn(operation));
    } catch (cause) {
      return err(writeFailed('The history', cause));
    }
  }

  #inTurn<T>(operation: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(operation, operation);
    this.#turn = turn;
    return turn;
  }

  async #evict(): Promise<readonly string[]> {
    const gone: string[] = [];
    let bytes = this.#used;
    let count = this.#kept.size;
    for (const [id, { summary, place }] of this.#kept) {
      if (count <= this.#limits.entries && bytes <= this.#limits.bytes) break;
      if (summary.pinned || place === null) continue;
      gone.push(id);
      count -= 1;
      bytes -= place.length;
    }
    if (gone.length === 0) return gone;
    this.#forget(gone);
    await this.#journal.append(formatRecord({ kind: 'delete', ids: gone }, this.#seal));
    await this.#compact();
    return gone;
  }

  /** Nothing that cannot be read now is thrown away: then the file only grows until the keychain is back. */
  async #compact(): Promise<void> {
    const waste = this.#journal.size - this.#used;
    if (waste < WASTE_BYTES || waste < this.#journal.size * WASTE_SHARE || this.#hasLocked) return;
    await this.#rewrite();
  }

  async #rewrite(): Promise<void> {
    const kept = [...this.#kept.values()].filter(({ place }) => place !== null);
    const pinned = [...this.#kept].filter(([, { summary }]) => summary.pinned).map(([id]) => id);
    const places = await this.#journal.rewrite(
      kept.flatMap(({ place }) => place ?? []),
      pinned.length === 0 ? [] : [formatRecord({ kind: 'pin', ids: pinned, pinned: true }, this.#seal)],
    );
    kept.forEach((one, index) => {
      one.place = places[index] ?? null;
    });
  }

  /**
   * Damaged lines leave the journal, so that each is told of once. Beside locked ones, or where the disk is full, they
   * stay in it. Resolves to the file that has them.
   */
  async #setAside(damaged: readonly LinePlace[], hasLocked: boolean): Promise<string> {
    const { path } = this.#journal;
    if (damaged.length === 0 || hasLocked) return path;
    const aside = `${path}.damaged`;
    try {
      await this.#journal.setAside(damaged, aside);
      await this.#rewrite();
      return aside;
    } catch {
      return path;
    }
  }

  /** False for a line that is no record: sealed by a key we do not have, or damaged. */
  #take(line: string, place: LinePlace): boolean {
    const record = parseRecord(line, this.#seal);
    if (record === null) return false;
    try {
      this.#apply(record, place);
      return true;
    } catch {
      // Its shape is checked only as far as records that we wrote can differ.
      return false;
    }
  }

  #apply(record: HistoryRecord, place: LinePlace): void {
    switch (record.kind) {
      case 'entry': {
        const summary = summarise(record.entry);
        this.#kept.set(summary.id, { summary, text: searchText(record.entry), place });
        this.#used += place.length;
        return;
      }
      case 'pin':
        this.#setPinned(record.ids, record.pinned);
        return;
      case 'delete':
        this.#forget(record.ids);
        return;
    }
  }

  #setPinned(ids: readonly string[], pinned: boolean): void {
    for (const id of ids) {
      const kept = this.#kept.get(id);
      if (kept) kept.summary = { ...kept.summary, pinned };
    }
  }

  #forget(ids: readonly string[]): void {
    for (const id of ids) {
      this.#used -= this.#kept.get(id)?.place?.length ?? 0;
      this.#kept.delete(id);
      this.#recent.delete(id);
    }
  }

  #remember(id: string, entry: HistoryEntry): void {
    this.#recent.set(id, entry);
    const [oldest] = this.#recent.keys();
    if (this.#recent.size > RECENT && oldest !== undefined) this.#recent.delete(oldest);
  }
}

/** An entry for a disk that nothing encrypts: what was typed in its inputs counts, too. */
function harmlessEntry(entry: HistoryEntry): HistoryEntry {
  return {
    ...entry,
    exchange: withholdTokens(entry.exchange),
    inputs: withoutTypedSecrets(entry.inputs),
  };
}
