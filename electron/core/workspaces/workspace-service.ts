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
  readonly files: Pick<LinkedFiles, 'save' | 'forget'>;
  readonly tokenServerState: () => TokenServerState;
  /** How long the secrets of what was removed can be taken back, in milliseconds. */
  readonly undoMs?: number;
  /** Told of each workspace that became another than the window knows. */
  readonly onChanged: (workspace: SavedWorkspace) => void;
}

/** Secrets whose owners were removed, until they can no longer be taken back. */
interface Doomed {
  readonly workspaceId: string;
  readonly keys: readonly string[];
  readonly timer: NodeJS.Timeout;
}

/** As long as the window offers to undo a removal. */
const UNDO_MS = 10_000;

/** The workspaces and what hangs on them: their clients' secrets, and the built-in one's address. */
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
    // A draft that was typed while the server moved would bring the old address back.
    const kept = state.status === 'running' ? followTokenServer(workspace, state.endpoints) : workspace;
    if (kept !== workspace) onChanged(kept);
    const saved = await store.put(kept, selection);
    if (!saved.ok) return saved;
    const remaining = new Set(secretKeysOf(workspace));
    const gone = before ? secretKeysOf(before).filter((key) => !remaining.has(key)) : [];
    const forgotten = gone.length === 0 ? saved : await this.#forgetSoon(workspace.id, gone);
    return forgotten.ok ? files.save(workspace.id) : forgotten;
  }

  async delete(id: string): Promise<Result<null, AppError>> {
    const { store, files } = this.#options;
    const workspace = store.find(id);
    files.forget(id);
    const deleted = await store.delete(id);
    if (!deleted.ok || workspace === null) return deleted;
    return this.#forgetSecrets(id, secretKeysOf(workspace));
  }

  select(id: string): Promise<Result<null, AppError>> {
    return this.#options.store.select(id);
  }

  /** The token server has started: its workspaces go where it is. The window hears of it before this returns. */
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

  /** Forgets at once what waits to be taken back: the app is about to end. */
  async flush(): Promise<void> {
    for (const { timer } of this.#doomed) clearTimeout(timer);
    await Promise.all([...this.#doomed].map((each) => this.#forget(each)));
  }

  async #forgetSoon(workspaceId: string, keys: readonly string[]): Promise<Result<null, AppError>> {
    const { undoMs = UNDO_MS } = this.#options;
    if (undoMs === 0) return this.#forgetSecrets(workspaceId, keys);
    const doomed: Doomed = { workspaceId, keys, timer: setTimeout(() => void this.#forget(doomed), undoMs) };
    this.#doomed.add(doomed);
    return ok(null);
  }

  /** What was taken back meanwhile stays. */
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
