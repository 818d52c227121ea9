import { randomBytes } from 'node:crypto';
import type { Finding, Severity } from '../../../shared/diagnose/finding.ts';
import { withEssentialMetadata } from '../../../shared/discovery/kept-metadata.ts';
import { type AppError, appError } from '../../../shared/errors.ts';
import { type HistoryEntry, type HistorySummary, summarise } from '../../../shared/history/entry.ts';
import type { MaskedExchange } from '../../../shared/http/exchange.ts';
import { activeClient } from '../../../shared/model/active-client.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { withValuesInForce } from '../../../shared/variables/values-in-force.ts';
import type { SecretStore } from '../storage/secret-store.ts';
import { type HistoryLimits, HistoryStore, type Unread } from './history-store.ts';
import { encryptingSeal, type LineSeal, plainSeal } from './line-seal.ts';

/** Name of the secret that encrypts the journal. */
export const JOURNAL_KEY_NAME = 'history-journal-key';

const SEVERITIES: readonly Severity[] = ['fatal', 'error', 'warning', 'info'];

interface HistoryListeners {
  readonly onAdded: (summary: HistorySummary) => void;
  readonly onRemoved: (ids: readonly string[]) => void;
  /** The entries of earlier sessions are loaded. */
  readonly onLoaded: () => void;
  readonly onNotice: (notice: AppError) => void;
}

/** An exchange, its inputs, and its findings. */
export interface Recorded {
  readonly exchange: MaskedExchange;
  readonly workspace: Workspace;
  readonly findings: readonly Finding[];
}

export interface HistoryServiceOptions extends HistoryListeners {
  readonly path: string;
  readonly limits: HistoryLimits;
  readonly secrets: Pick<SecretStore, 'get' | 'set' | 'storage'>;
}

/** The history as the window sees it. Runs record their exchanges here. */
export class HistoryService {
  readonly #store: HistoryStore;
  readonly #options: HistoryServiceOptions;

  constructor(options: HistoryServiceOptions) {
    this.#options = options;
    this.#store = new HistoryStore(options.path, options.limits);
  }

  /** Reads the journal. Call after the keychain probe: it decides whether tokens may be on disk. */
  async open(): Promise<void> {
    const opened = await this.#store.open(await this.#seal());
    if (!opened.ok) this.#options.onNotice(opened.error);
    else for (const notice of describeUnread(opened.value)) this.#options.onNotice(notice);
    this.#options.onLoaded();
  }

  /** Never fails the run: disk errors become notices. */
  record(exchange: MaskedExchange, workspace: Workspace, findings: readonly Finding[]): void {
    const entry = toEntry({ exchange, workspace, findings });
    const added = this.#store.add(entry);
    this.#options.onAdded(summarise(entry));
    void added.then((result) => this.#tell(result));
  }

  /** Adds imported exchanges. The window reloads the list once instead of handling an event for each. */
  async addAll(recorded: readonly Recorded[]): Promise<Result<null, AppError>> {
    const results = await Promise.all(recorded.map((each) => this.#store.add(toEntry(each))));
    const gone = results.flatMap((result) => (result.ok ? result.value : []));
    if (gone.length > 0) this.#options.onRemoved(gone);
    const failed = results.find((result) => !result.ok);
    return failed && !failed.ok ? failed : ok(null);
  }

  list(): readonly HistorySummary[] {
    return this.#store.list();
  }

  search(query: string): readonly string[] {
    return this.#store.search(query);
  }

  async get(id: string): Promise<Result<HistoryEntry, AppError>> {
    const entry = await this.#store.get(id);
    if (entry) return ok(entry);
    return err(
      appError('config.not-found', 'This entry is no longer in the history.', {
        nextStep: 'It may have made room for newer ones: the bounds are in the settings.',
      }),
    );
  }

  pin(ids: readonly string[], pinned: boolean): Promise<Result<null, AppError>> {
    return this.#store.pin(ids, pinned);
  }

  delete(ids: readonly string[]): Promise<Result<null, AppError>> {
    const deleted = this.#store.delete(ids);
    this.#options.onRemoved(ids);
    return deleted;
  }

  limit(limits: HistoryLimits): void {
    void this.#store.limit(limits).then((result) => this.#tell(result));
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  #tell(result: Result<readonly string[], AppError>): void {
    if (!result.ok) this.#options.onNotice(result.error);
    else if (result.value.length > 0) this.#options.onRemoved(result.value);
  }

  async #seal(): Promise<LineSeal> {
    const { secrets } = this.#options;
    if (secrets.storage !== 'keychain') return plainSeal;
    const kept = await secrets.get(JOURNAL_KEY_NAME);
    if (!kept.ok) return plainSeal;
    if (kept.value !== null) return encryptingSeal(Buffer.from(kept.value, 'base64'));
    const key = randomBytes(32);
    const saved = await secrets.set(JOURNAL_KEY_NAME, key.toString('base64'));
    // Lines encrypted with an unsaved key would be lost.
    return saved.ok ? encryptingSeal(key) : plainSeal;
  }
}

function toEntry({ exchange, workspace, findings }: Recorded): HistoryEntry {
  return {
    exchange,
    inputs: { ...withValuesInForce(withEssentialMetadata(workspace)), clients: [activeClient(workspace)] },
    severity:
      SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity)) ?? null,
    pinned: false,
  };
}

function describeUnread({ locked, damaged, keptAs }: Unread): AppError[] {
  const lines = (count: number) => (count === 1 ? 'One line' : `${count.toLocaleString('en')} lines`);
  const notices: AppError[] = [];
  if (locked > 0) {
    notices.push(
      appError('storage.damaged', `${lines(locked)} of the history cannot be read now.`, {
        nextStep:
          'They stay in the file. If the keychain was locked or is another one, unlock it and start Credence again.',
      }),
    );
  }
  if (damaged > 0) {
    notices.push(
      appError(
        'storage.damaged',
        `${lines(damaged)} of the history ${damaged === 1 ? 'is' : 'are'} damaged.`,
        {
          nextStep: `All other entries are intact. The damaged part is kept in ${keptAs}.`,
        },
      ),
    );
  }
  return notices;
}
