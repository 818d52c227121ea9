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
  /** Maximum number of entries. The oldest unpinned entry is removed first. */
  readonly entries: number;
  /** Maximum bytes on disk. */
  readonly bytes: number;
}

interface Kept {
  summary: HistorySummary;
  readonly text: string;
  /** Null until it is written to disk. */
  place: LinePlace | null;
}

/** Journal lines that could not be read on opening. */
export interface Unread {
  /** Encrypted with another key; they stay in the file. */
  readonly locked: number;
  /** Damaged; kept in the file `keptAs`. */
  readonly damaged: number;
  readonly keptAs: string;
}

/** Entries of this session kept in memory in full, tokens included. */
const RECENT = 200;

/** Compact once this share of the file, and at least this much, is garbage. */
const WASTE_SHARE = 0.5;
const WASTE_BYTES = 1 << 20;

/**
 * Every exchange, across restarts. Summaries and search text are in memory; full entries are read from the journal on
 * demand. An entry counts as soon as it is added; the disk write follows.
 */
export class HistoryStore {
  readonly #journal: Journal;
  readonly #kept = new Map<string, Kept>();
  readonly #recent = new Map<string, HistoryEntry>();
  #limits: HistoryLimits;
  #seal: LineSeal = plainSeal;
  /** Journal bytes used by kept entries. */
  #used = 0;
  /** Some lines need another key; they stay in the file. */
  #hasLocked = false;
  /** Serializes journal operations; the first one waits for opening. */
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
   * Reads the journal. Resolves to what could not be read; none of that is deleted. If the file cannot be read, the
   * history starts empty.
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

  /** IDs of the entries that contain every word of the query, ignoring case, unordered. */
  search(query: string): readonly string[] {
    const words = queryWords(query);
    return [...this.#kept]
      .filter(([, { text }]) => words.every((word) => text.includes(word)))
      .map(([id]) => id);
  }

  /** Null if there is none. An entry of an earlier session may lack its tokens. */
  async get(id: string): Promise<HistoryEntry | null> {
    const kept = this.#kept.get(id);
    if (!kept) return null;
    const recent = this.#recent.get(id);
    if (recent) return { ...recent, pinned: kept.summary.pinned };
    const line = await this.#inTurn(async () => kept.place && this.#journal.read(kept.place));
    const record = line === null ? null : parseRecord(line, this.#seal);
    return record?.kind === 'entry' ? { ...record.entry, pinned: kept.summary.pinned } : null;
  }

  /** Resolves to the entries that were removed to make room. */
  async add(entry: HistoryEntry): Promise<Result<readonly string[], AppError>> {
    const safe = { ...entry, exchange: redactExchange(entry.exchange) };
    const id = safe.exchange.id;
    const kept: Kept = { summary: summarise(safe), text: searchText(safe), place: null };
    this.#kept.set(id, kept);
    this.#remember(id, safe);
    return this.#write(async () => {
      const stored = this.#seal.keepsTokens ? safe : harmlessEntry(safe);
      kept.place = await this.#journal.append(formatRecord({ kind: 'entry', entry: stored }, this.#seal));
      // It may have been deleted while waiting; the deletion is queued.
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

  /** Resolves to the removed entries. */
  async limit(limits: HistoryLimits): Promise<Result<readonly string[], AppError>> {
    this.#limits = limits;
    return this.#write(() => this.#evict());
  }

  /** Also writes entries added before the keychain was available, without tokens. */
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

  /** Keeps everything that is unreadable now: the file only grows until the keychain is back. */
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
   * Moves damaged lines out of the journal, so each is reported once. They stay if there are locked lines, or the disk
   * is full. Resolves to the new file.
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

  /** False if the line is not a readable record: encrypted with another key, or damaged. */
  #take(line: string, place: LinePlace): boolean {
    const record = parseRecord(line, this.#seal);
    if (record === null) return false;
    try {
      this.#apply(record, place);
      return true;
    } catch {
      // Validates only what can differ between records of our versions.
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

/** An entry for an unencrypted disk: also without secrets typed into its inputs. */
function harmlessEntry(entry: HistoryEntry): HistoryEntry {
  return {
    ...entry,
    exchange: withholdTokens(entry.exchange),
    inputs: withoutTypedSecrets(entry.inputs),
  };
}
