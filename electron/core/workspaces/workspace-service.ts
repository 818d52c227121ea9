import type { AppError } from '../../../shared/errors.ts';
import { secretKey, secretKeysOf } from '../../../shared/model/secret-keys.ts';
import type { SavedWorkspace, Selection } from '../../../shared/model/workspace.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { TokenServerEndpoints, TokenServerState } from '../../../shared/token-server/state.ts';
import type { SecretStore } from '../storage/secret-store.ts';
import type { WorkspaceStore } from '../storage/workspace-store.ts';
import { followTokenServer } from './follow-token-server.ts';

export interface WorkspaceServiceOptions {
  readonly store: WorkspaceStore;
  readonly secrets: Pick<SecretStore, 'clear'>;
  readonly tokenServerState: () => TokenServerState;
  /** Told of each workspace that became another than the window knows. */
  readonly onChanged: (workspace: SavedWorkspace) => void;
}

/** The workspaces and what hangs on them: their clients' secrets, and the built-in one's address. */
export class WorkspaceService {
  readonly #options: WorkspaceServiceOptions;

  constructor(options: WorkspaceServiceOptions) {
    this.#options = options;
  }

  async save(workspace: SavedWorkspace, selection?: Selection): Promise<Result<null, AppError>> {
    const { store, tokenServerState, onChanged } = this.#options;
    const before = store.find(workspace.id);
    const state = tokenServerState();
    // A draft that was typed while the server moved would bring the old address back.
    const kept = state.status === 'running' ? followTokenServer(workspace, state.endpoints) : workspace;
    if (kept !== workspace) onChanged(kept);
    const saved = await store.put(kept, selection);
    if (!saved.ok) return saved;
    const remaining = new Set(secretKeysOf(workspace));
    return this.#forgetSecrets(
      workspace.id,
      before ? secretKeysOf(before).filter((key) => !remaining.has(key)) : [],
    );
  }

  async delete(id: string): Promise<Result<null, AppError>> {
    const workspace = this.#options.store.find(id);
    const deleted = await this.#options.store.delete(id);
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

  async #forgetSecrets(workspaceId: string, keys: readonly string[]): Promise<Result<null, AppError>> {
    if (keys.length === 0) return ok(null);
    return this.#options.secrets.clear(keys.map((key) => secretKey(workspaceId, key)));
  }
}
