import { z } from 'zod';
import { type AppError, appError } from '../../../shared/errors.ts';
import { isJsonObject } from '../../../shared/json/json-object.ts';
import { DraftMethodSchema } from '../../../shared/model/draft-method.ts';
import { nameRequests } from '../../../shared/model/name-requests.ts';
import { FIRST_CALL } from '../../../shared/model/saved-workspace.ts';
import {
  type SavedWorkspace,
  SavedWorkspaceSchema,
  type Selection,
  SelectionSchema,
} from '../../../shared/model/workspace.ts';
import { err, type Result } from '../../../shared/result.ts';
import { DocumentStore } from './document-store.ts';

/** The file a workspace is linked to. Both hashes are SHA-256, in hex. */
const LinkedFileSchema = z.object({
  /** Absolute, without symbolic links. */
  path: z.string(),
  /** Hash of the file as last read or written. */
  onDisk: z.string(),
  /** Hash of what Credence would have written then. */
  here: z.string(),
});
type LinkedFile = z.infer<typeof LinkedFileSchema>;

const WorkspacesSchema = z.object({
  activeId: z.string(),
  /** The client and the API call in use, by workspace id. */
  selections: z.record(z.string(), SelectionSchema),
  /** For workspaces linked to a file, by workspace ID. */
  files: z.record(z.string(), LinkedFileSchema).default({}),
  workspaces: z.array(z.preprocess(withoutWrongMethods, SavedWorkspaceSchema)).min(1),
});

export type Workspaces = z.infer<typeof WorkspacesSchema>;

/** Older versions allowed any text as an API call's method. Drops it; the user is asked to set it. */
function withoutWrongMethods(workspace: unknown): unknown {
  if (!isJsonObject(workspace) || !Array.isArray(workspace.apiCalls)) return workspace;
  return {
    ...workspace,
    apiCalls: workspace.apiCalls.map((call: unknown) =>
      !isJsonObject(call) || DraftMethodSchema.safeParse(call.method).success
        ? call
        : { ...call, method: '' },
    ),
  };
}

/** All workspaces, in their order, and the one that is open. Holds no secrets. */
export class WorkspaceStore {
  readonly #document: DocumentStore<Workspaces>;
  #state: Workspaces;

  constructor(path: string, defaults: Workspaces) {
    this.#state = defaults;
    this.#document = new DocumentStore(path, {
      title: 'Your workspaces',
      version: 2,
      schema: WorkspacesSchema,
      migrations: { 1: nameAllRequests },
    });
  }

  /** Returns a message for the user, if any. */
  async load(): Promise<AppError | null> {
    const { value, notice } = await this.#document.load();
    if (value) this.#state = value;
    return notice;
  }

  get workspaces(): readonly SavedWorkspace[] {
    return this.#state.workspaces;
  }

  get selections(): Readonly<Record<string, Selection>> {
    return this.#state.selections;
  }

  get files(): Readonly<Record<string, LinkedFile>> {
    return this.#state.files;
  }

  /** The file that a workspace lives in. An id such as `constructor` names none. */
  fileOf(id: string): LinkedFile | undefined {
    return Object.hasOwn(this.#state.files, id) ? this.#state.files[id] : undefined;
  }

  get activeId(): string {
    const { activeId, workspaces } = this.#state;
    const isKnown = workspaces.some(({ id }) => id === activeId);
    return isKnown ? activeId : (workspaces[0]?.id ?? activeId);
  }

  find(id: string): SavedWorkspace | null {
    return this.#state.workspaces.find((workspace) => workspace.id === id) ?? null;
  }

  /** Replaces the workspace with this ID, or adds it at the end. Without a selection, keeps the current one. */
  put(workspace: SavedWorkspace, selection?: Selection): Promise<Result<null, AppError>> {
    const { workspaces, selections } = this.#state;
    const isKnown = workspaces.some(({ id }) => id === workspace.id);
    return this.#change({
      ...(selection && { selections: { ...selections, [workspace.id]: selection } }),
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
    const { [id]: _selection, ...selections } = this.#state.selections;
    const { [id]: _file, ...files } = this.#state.files;
    return this.#change({
      selections,
      files,
      workspaces: this.#state.workspaces.filter((other) => other.id !== id),
    });
  }

  /** Links the workspace to this file. */
  link(id: string, file: LinkedFile): Promise<Result<null, AppError>> {
    return this.#change({ files: { ...this.#state.files, [id]: file } });
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

/** The selection used to be part of each workspace; now it is separate. */
function nameAllRequests(data: unknown): unknown {
  const { workspaces, ...rest } = Version1Schema.parse(data);
  const selections = workspaces.map(({ id, activeClientId }) => [
    id,
    { clientId: activeClientId, callId: FIRST_CALL.id },
  ]);
  return { ...rest, selections: Object.fromEntries(selections), workspaces: workspaces.map(nameRequests) };
}

const Version1Schema = z.looseObject({
  workspaces: z.array(z.looseObject({ id: z.string(), activeClientId: z.string() })),
});

function unknownWorkspace(): AppError {
  return appError('config.not-found', 'This workspace no longer exists.', {
    nextStep: 'Choose another one at the top.',
  });
}
