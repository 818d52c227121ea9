import { z } from 'zod';
import { type AppError, appError } from '../../../shared/errors.ts';
import { type Workspace, WorkspaceSchema } from '../../../shared/model/workspace.ts';
import { err, type Result } from '../../../shared/result.ts';
import { DocumentStore } from './document-store.ts';

const WorkspacesSchema = z.object({
  activeId: z.string(),
  workspaces: z.array(WorkspaceSchema).min(1),
});

export type Workspaces = z.infer<typeof WorkspacesSchema>;

/** All workspaces, in their order, and the one that is open. Holds no secrets. */
export class WorkspaceStore {
  readonly #document: DocumentStore<Workspaces>;
  #state: Workspaces;

  constructor(path: string, defaults: Workspaces) {
    this.#state = defaults;
    this.#document = new DocumentStore(path, {
      title: 'Your workspaces',
      version: 1,
      schema: WorkspacesSchema,
      migrations: {},
    });
  }

  /** Returns what the user must hear about, if anything. */
  async load(): Promise<AppError | null> {
    const { value, notice } = await this.#document.load();
    if (value) this.#state = value;
    return notice;
  }

  get workspaces(): readonly Workspace[] {
    return this.#state.workspaces;
  }

  get activeId(): string {
    const { activeId, workspaces } = this.#state;
    const isKnown = workspaces.some(({ id }) => id === activeId);
    return isKnown ? activeId : (workspaces[0]?.id ?? activeId);
  }

  find(id: string): Workspace | null {
    return this.#state.workspaces.find((workspace) => workspace.id === id) ?? null;
  }

  /** Replaces the workspace with this id, or adds it at the end. */
  put(workspace: Workspace): Promise<Result<null, AppError>> {
    const { workspaces } = this.#state;
    const isKnown = workspaces.some(({ id }) => id === workspace.id);
    return this.#change({
      workspaces: isKnown
        ? workspaces.map((known) => (known.id === workspace.id ? workspace : known))
        : [...workspaces, workspace],
    });
  }

  async delete(id: string): Promise<Result<null, AppError>> {
    const workspace = this.find(id);
    if (workspace === null) return err(unknownWorkspace());
    if (workspace.kind === 'built-in') {
      return err(
        appError('config.invalid', 'The workspace of the built-in token server cannot be deleted.', {
          nextStep: 'It follows the token server; leave it aside and use another.',
        }),
      );
    }
    return this.#change({ workspaces: this.#state.workspaces.filter((other) => other.id !== id) });
  }

  async select(id: string): Promise<Result<null, AppError>> {
    return this.find(id) === null ? err(unknownWorkspace()) : this.#change({ activeId: id });
  }

  flush(): Promise<void> {
    return this.#document.flush();
  }

  #change(part: Partial<Workspaces>): Promise<Result<null, AppError>> {
    this.#state = { ...this.#state, ...part };
    return this.#document.save(this.#state);
  }
}

function unknownWorkspace(): AppError {
  return appError('config.not-found', 'This workspace no longer exists.', {
    nextStep: 'Choose another one at the top.',
  });
}
