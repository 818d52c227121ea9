import type { AppError } from '../../../shared/errors.ts';
import { secretKey, secretKeysOf } from '../../../shared/model/secret-keys.ts';
import type { SavedWorkspace, Selection } from '../../../shared/model/workspace.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { TokenServerEndpoints, TokenServerState } from '../../../shared/token-server/state.ts';
import type { SecretStore } from '../storage/secret-store.ts';
import type { WorkspaceStore } from '../storage/workspace-store.ts';
import { followTokenServer } from './follow-token-server.ts';
import type { LinkedFiles } from './linked-files.ts';

export interface WorkspaceServiceOptions {
  readonly store: WorkspaceStore;
  readonly secrets: Pick<SecretStore, 'clear'>;
  readonly files: Pick<LinkedFiles, 'save' | 'forget' | 'watch'>;
  readonly tokenServerState: () => TokenServerState;
  /** How long secrets of removed items can be restored, in milliseconds. */
  readonly undoMs?: number;
  /** Called for each workspace that changed outside the window. */
  readonly onChanged: (workspace: SavedWorkspace) => void;
}

/** Secrets of removed owners, until undo expires. */
interface Doomed {
  readonly workspaceId: string;
  readonly keys: readonly string[];
  /** The file of a deleted workspace: undo links it again. */
  readonly file?: WorkspaceStore['files'][string];
  readonly timer: NodeJS.Timeout;
}

/** A second more than the window offers undo: its ten seconds start later than these. */
const UNDO_MS = 11_000;

/** The workspaces and their dependents: client secrets, and the built-in workspace's URL. */
export class WorkspaceService {
  readonly #options: WorkspaceServiceOptions;
  readonly #doomed = new Set<Doomed>();

  constructor(options: WorkspaceServiceOptions) {
    this.#options = options;
  }

  async save(workspace: SavedWorkspace, selection?: Selection): Promise<Result<null, AppError>> {
    const { store, files, tokenServerState, onChanged } = this.#options;
    const before = store.find(workspace.id);
    const state = tokenServerState();
    // A draft typed while the server moved would restore the old URL.
    const kept = state.status === 'running' ? followTokenServer(workspace, state.endpoints) : workspace;
    if (kept !== workspace) onChanged(kept);
    const saved = await store.put(kept, selection);
    if (!saved.ok) return saved;
    if (before === null) await this.#linkAgain(workspace.id);
    const remaining = new Set(secretKeysOf(workspace));
    const gone = before ? secretKeysOf(before).filter((key) => !remaining.has(key)) : [];
    const forgotten = gone.length === 0 ? saved : await this.#forgetSoon(workspace.id, gone);
    return forgotten.ok ? files.save(workspace.id) : forgotten;
  }

  /** Deletes a workspace. Saving it again before undo expires brings its secrets and the link to its file back. */
  async delete(id: string): Promise<Result<null, AppError>> {
    const { store, files } = this.#options;
    const workspace = store.find(id);
    const file = store.files[id];
    files.forget(id);
    const deleted = await store.delete(id);
    if (!deleted.ok || workspace === null) return deleted;
    return this.#forgetSoon(id, secretKeysOf(workspace), file);
  }

  select(id: string): Promise<Result<null, AppError>> {
    return this.#options.store.select(id);
  }

  /** The token server has started: updates its workspaces' URLs. The window is notified before this returns. */
  async follow(endpoints: TokenServerEndpoints): Promise<Result<null, AppError>> {
    const { store, onChanged } = this.#options;
    const moved = store.workspaces
      .map((workspace) => ({ before: workspace, after: followTokenServer(workspace, endpoints) }))
      .filter(({ before, after }) => after !== before)
      .map(({ after }) => after);
    const saved = moved.map((workspace) => store.put(workspace));
    for (const workspace of moved) onChanged(workspace);
    const results = await Promise.all(saved);
    return results.find((result) => !result.ok) ?? ok(null);
  }

  /** Deletes pending secrets at once: the app is quitting. */
  async flush(): Promise<void> {
    for (const { timer } of this.#doomed) clearTimeout(timer);
    await Promise.all([...this.#doomed].map((each) => this.#forget(each)));
  }

  async #linkAgain(workspaceId: string): Promise<void> {
    const { store, files } = this.#options;
    const file = [...this.#doomed].find((doomed) => doomed.workspaceId === workspaceId)?.file;
    if (!file) return;
    await store.link(workspaceId, file);
    await files.watch();
  }

  async #forgetSoon(
    workspaceId: string,
    keys: readonly string[],
    file?: Doomed['file'],
  ): Promise<Result<null, AppError>> {
    const { undoMs = UNDO_MS } = this.#options;
    if (undoMs === 0) return this.#forgetSecrets(workspaceId, keys);
    const timer = setTimeout(() => void this.#forget(doomed), undoMs);
    const doomed: Doomed = { workspaceId, keys, timer, ...(file && { file }) };
    this.#doomed.add(doomed);
    return ok(null);
  }

  /** Keeps what was restored meanwhile. */
  async #forget(doomed: Doomed): Promise<void> {
    this.#doomed.delete(doomed);
    const { workspaceId, keys } = doomed;
    const workspace = this.#options.store.find(workspaceId);
    const alive = new Set(workspace ? secretKeysOf(workspace) : []);
    await this.#forgetSecrets(
      workspaceId,
      keys.filter((key) => !alive.has(key)),
    );
  }

  async #forgetSecrets(workspaceId: string, keys: readonly string[]): Promise<Result<null, AppError>> {
    if (keys.length === 0) return ok(null);
    return this.#options.secrets.clear(keys.map((key) => secretKey(workspaceId, key)));
  }
}
