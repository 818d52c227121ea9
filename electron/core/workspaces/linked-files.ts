import { createHash } from 'node:crypto';
import { unwatchFile, watchFile } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type AppError, appError } from '../../../shared/errors.ts';
import { exportWorkspace } from '../../../shared/formats/workspace-file/export-workspace.ts';
import {
  type ImportedWorkspace,
  importWorkspace,
} from '../../../shared/formats/workspace-file/import-workspace.ts';
import type { WorkspaceFromFile } from '../../../shared/ipc/events.ts';
import type { SavedWorkspace } from '../../../shared/model/workspace.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { makeVisible } from '../../../shared/text/visible-text.ts';
import { trustChanges } from '../../../shared/trust/outside-changes.ts';
import type { Confirm } from '../credentials/secret-gate.ts';
import { AtomicFile } from '../storage/atomic-file.ts';
import { type FileDialogs, readTextFile } from '../storage/file-service.ts';
import { writeFailed } from '../storage/storage-errors.ts';
import type { WorkspaceStore } from '../storage/workspace-store.ts';
import { fileNameOf } from './file-name.ts';
import { keepWhatFilesLack } from './keep-what-files-lack.ts';

export interface LinkedFilesOptions {
  readonly store: WorkspaceStore;
  readonly dialogs: FileDialogs;
  readonly confirm: Confirm;
  /** Called for each workspace read from its file, by the user's choice or because the file changed. */
  readonly onRead: (read: WorkspaceFromFile) => void;
  readonly onNotice: (notice: AppError) => void;
}

const WATCH_INTERVAL_MS = 1_000;

/**
 * Workspaces linked to files: opened in place, saved on change, and reconciled with changes by other programs. The file
 * contains no secrets. They are stored under the workspace's ID, which derives from the path.
 */
export class LinkedFiles {
  readonly #options: LinkedFilesOptions;
  /** Serializes tasks per workspace: an open dialog delays the next save. */
  readonly #last = new Map<string, Promise<unknown>>();
  /** Paths by workspace. */
  readonly #watched = new Map<string, string>();
  /** What the user was told or refused, by workspace: the hash of the file's text, or `missing`. */
  readonly #told = new Map<string, string>();

  constructor(options: LinkedFilesOptions) {
    this.#options = options;
  }

  /** Opens the file that the user chooses, as {@link open} does. */
  async choose(): Promise<Result<null, AppError>> {
    const path = await this.#options.dialogs.chooseFile('workspace');
    return path === null ? ok(null) : this.open(path);
  }

  /**
   * Opens a workspace file in place, or switches to it if it is open. Fails with `storage.read-failed` and
   * `config.invalid`.
   */
  async open(path: string): Promise<Result<null, AppError>> {
    const { store } = this.#options;
    const place = await placeOf(path);
    const owner = await this.#ownerOf(place);
    if (owner) {
      await this.#lookAt(owner.id);
      const workspace = store.find(owner.id);
      if (workspace) return this.#show(workspace, store.fileOf(owner.id)?.path ?? place);
    }
    const text = await readTextFile(place);
    if (!text.ok) return text;
    const imported = readWorkspace(text.value, this.#freeId(place));
    if (!imported.ok) return imported;
    const { workspace, unknown } = imported.value;
    const saved = await store.put(workspace);
    if (!saved.ok) return saved;
    const linked = await this.#link(workspace, place, text.value);
    if (unknown.length > 0) this.#options.onNotice(unknownMembers(place, unknown));
    return linked.ok ? this.#show(workspace, place) : linked;
  }

  /**
   * Saves a workspace to a file the user chooses, and links it. Fails with `storage.write-failed`, or with
   * `config.invalid` if another workspace is linked to that file: they would overwrite each other.
   */
  async keep(id: string): Promise<Result<null, AppError>> {
    const { store, dialogs, onRead } = this.#options;
    const workspace = store.find(id);
    const path = workspace && (await dialogs.choosePath(fileNameOf(workspace)));
    if (!path) return ok(null);
    const owner = await this.#ownerOf(await placeOf(path));
    if (owner && owner.id !== id) return err(takenBy(owner, path));
    const { text } = exportWorkspace(workspace);
    const written = await writeTo(path, text);
    if (!written.ok) return written;
    const place = await placeOf(path);
    const linked = await this.#link(workspace, place, text);
    if (linked.ok) onRead({ workspace, path: place, isChosen: false });
    return linked;
  }

  /** Call after each change in the window. Does nothing for a workspace without a file. */
  save(id: string): Promise<Result<null, AppError>> {
    return this.#options.store.fileOf(id) === undefined
      ? Promise.resolve(ok(null))
      : this.#inTurn(id, () => this.#write(id));
  }

  /** Checks every file now, and again when one changes. */
  async watch(): Promise<void> {
    const { files } = this.#options.store;
    for (const [id, { path }] of Object.entries(files)) this.#watch(id, path);
    await Promise.all(Object.keys(files).map((id) => this.#lookAt(id)));
  }

  /** Call when the workspace is deleted; its file stays. */
  forget(id: string): void {
    this.#unwatch(id);
    this.#told.delete(id);
  }

  /** Stops watching. Resolves when no write is in progress. */
  async close(): Promise<void> {
    for (const id of [...this.#watched.keys()]) this.forget(id);
    await Promise.all(this.#last.values());
  }

  /** The workspace linked to a file, even if the path is spelled differently or is another link to it. */
  async #ownerOf(place: string): Promise<SavedWorkspace | null> {
    const { store } = this.#options;
    const identity = await identityOf(place);
    for (const [id, { path }] of Object.entries(store.files)) {
      const isSame = path === place || (identity !== null && identity === (await identityOf(path)));
      const owner = isSame ? store.find(id) : undefined;
      if (owner) return owner;
    }
    return null;
  }

  /** An unused ID: the path's own may belong to a workspace that has since moved to another file. */
  #freeId(place: string): string {
    let id = idOf(place);
    for (let turn = 2; this.#options.store.find(id); turn += 1) id = idOf(`${place}\n${turn}`);
    return id;
  }

  async #show(workspace: SavedWorkspace, path: string): Promise<Result<null, AppError>> {
    this.#options.onRead({ workspace, path, isChosen: true });
    return this.#options.store.select(workspace.id);
  }

  async #link(workspace: SavedWorkspace, path: string, text: string): Promise<Result<null, AppError>> {
    this.#told.delete(workspace.id);
    const linked = await this.#options.store.link(workspace.id, {
      path,
      onDisk: hashOf(text),
      here: hashOf(exportWorkspace(workspace).text),
    });
    this.#watch(workspace.id, path);
    return linked;
  }

  #watch(id: string, path: string): void {
    if (this.#watched.get(id) === path) return;
    this.#unwatch(id);
    this.#watched.set(id, path);
    watchFile(path, { interval: WATCH_INTERVAL_MS, persistent: false }, () => void this.#lookAt(id));
  }

  #unwatch(id: string): void {
    const path = this.#watched.get(id);
    if (path !== undefined) unwatchFile(path);
    this.#watched.delete(id);
  }

  /** Applies what changed in the file, or writes what an earlier session could not. */
  #lookAt(id: string): Promise<void> {
    return this.#inTurn(id, async () => {
      const done = await this.#write(id);
      if (!done.ok) this.#tellOnce(id, done.error.message, () => done.error);
    });
  }

  async #write(id: string): Promise<Result<null, AppError>> {
    const { store } = this.#options;
    const [workspace, file] = [store.find(id), store.fileOf(id)];
    if (!workspace || !file) return ok(null);
    const disk = await this.#read(id);
    // Someone deleted the file: do not recreate it unasked.
    if (disk === null) return ok(null);
    if (hashOf(disk) !== file.onDisk) return this.#settle(id, disk);
    const { text } = exportWorkspace(workspace);
    if (hashOf(text) === file.here) return ok(null);
    const written = await writeTo(file.path, text);
    return written.ok ? this.#link(workspace, file.path, text) : written;
  }

  /** The text of the workspace's file; null if it is missing or unreadable, which is reported once. */
  async #read(id: string): Promise<string | null> {
    const file = this.#options.store.fileOf(id);
    if (!file) return null;
    const isThere = await stat(file.path).then(
      () => true,
      () => false,
    );
    if (!isThere) {
      this.#tellOnce(id, MISSING, () => missing(file.path));
      return null;
    }
    const text = await readTextFile(file.path);
    if (!text.ok) {
      this.#tellOnce(id, text.error.message, () => text.error);
      return null;
    }
    if (this.#told.get(id) !== hashOf(text.value)) this.#told.delete(id);
    return text.value;
  }

  /** The file changed. Applies the change, or asks the user in a conflict. */
  async #settle(id: string, text: string): Promise<Result<null, AppError>> {
    const { store, confirm, onRead } = this.#options;
    const [here, file] = [store.find(id), store.fileOf(id)];
    if (!here || !file) return ok(null);
    const imported = readWorkspace(text, id);
    if (!imported.ok) {
      this.#tellOnce(id, hashOf(text), () => unusable(file.path, imported.error));
      return ok(null);
    }
    const theirs = keepWhatFilesLack(imported.value.workspace, here);
    const ours = exportWorkspace(here).text;
    if (exportWorkspace(theirs).text === ours) return this.#link(here, file.path, text);
    const isChangedHere = hashOf(ours) !== file.here;
    const changes = trustChanges(here, theirs);
    if (isChangedHere || changes.length > 0) {
      // Asks once per version of the file, and again after a change in Credence.
      if (!isChangedHere && this.#told.get(id) === hashOf(text)) return ok(null);
      this.#told.set(id, hashOf(text));
      const useFile = await confirm(question(here, { path: file.path, isChangedHere, changes }));
      // While the question was open, the file may have changed again: what was not shown is not decided.
      const now = await this.#read(id);
      if (now !== text) return now === null ? ok(null) : this.#settle(id, now);
      if (!useFile) {
        if (!isChangedHere) return ok(null);
        const written = await writeTo(file.path, ours);
        return written.ok ? this.#link(here, file.path, ours) : written;
      }
    }
    const saved = await store.put(theirs);
    if (!saved.ok) return saved;
    const linked = await this.#link(theirs, file.path, text);
    const { unknown } = imported.value;
    if (unknown.length > 0) this.#options.onNotice(unknownMembers(file.path, unknown));
    if (linked.ok) onRead({ workspace: theirs, path: file.path, isChosen: false });
    return linked;
  }

  #tellOnce(id: string, what: string, notice: () => AppError): void {
    if (this.#told.get(id) === what) return;
    this.#told.set(id, what);
    this.#options.onNotice(notice());
  }

  #inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(id) ?? Promise.resolve();
    const turn = before.then(work, work);
    this.#last.set(id, turn);
    return turn;
  }
}

const MISSING = 'missing';

/** Longest name in a message, in characters: it may come from a file. */
const LONGEST_NAME = 80;

/** Secrets belong to the path: a copy of the file, or a moved one, gets none of them. */
function idOf(path: string): string {
  return `file-${hashOf(path).slice(0, 32)}`;
}

/** The path without symbolic links, in the file system's spelling; the file itself need not exist. */
async function placeOf(path: string): Promise<string> {
  const folder = () => realpath(dirname(path)).then((real) => join(real, basename(path)));
  return realpath(path)
    .catch(folder)
    .catch(() => resolve(path));
}

/** Equal for two paths to one file. Null if the file does not exist. */
async function identityOf(path: string): Promise<string | null> {
  const found = await stat(path, { bigint: true }).catch(() => null);
  return found && `${found.dev}:${found.ino}`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function readWorkspace(text: string, id: string): Result<ImportedWorkspace, AppError> {
  const imported = importWorkspace(text, { id });
  if (!imported.ok) return imported;
  // Saving would drop the sealed secrets.
  return imported.value.secrets === null ? imported : err(sealed());
}

/** Replaces the whole file and keeps its permissions. */
async function writeTo(path: string, text: string): Promise<Result<null, AppError>> {
  try {
    const place = await realpath(path).catch(() => path);
    const mode = await stat(place).then(
      (found) => found.mode & 0o777,
      () => 0o644,
    );
    await new AtomicFile(place, mode).write(text);
    return ok(null);
  } catch (cause) {
    return err(writeFailed(`The workspace file ${path}`, cause));
  }
}

function question(
  { name }: SavedWorkspace,
  {
    path,
    isChangedHere,
    changes,
  }: { readonly path: string; readonly isChangedHere: boolean; readonly changes: readonly string[] },
): Parameters<Confirm>[0] {
  const title = makeVisible(name.slice(0, LONGEST_NAME));
  const list = changes.map((change) => `• ${makeVisible(change.slice(0, 300))}`).join('\n');
  return {
    message: isChangedHere
      ? `“${title}” was changed here and in its file.`
      : `Another program changed the destinations or the trust of “${title}”.`,
    detail: [
      path,
      ...(list === '' ? [] : [`New in the file:\n${list}`]),
      isChangedHere
        ? '“Use the file” drops the changes made here; “Keep mine” writes them over the file.'
        : 'Nothing is sent there until you agree. “Keep mine” leaves the file as it is.',
    ].join('\n\n'),
    action: 'Use the file',
    refusal: 'Keep mine',
  };
}

function sealed(): AppError {
  return appError('config.invalid', 'The file holds sealed secrets, so it cannot be opened in place.', {
    nextStep: 'Import it instead. Credence then stores its secrets.',
  });
}

function takenBy({ name }: SavedWorkspace, path: string): AppError {
  const title = makeVisible(name.slice(0, LONGEST_NAME));
  return appError('config.invalid', `The workspace “${title}” is stored in ${basename(path)} already.`, {
    nextStep: 'Choose another file, or delete that workspace first; its file stays.',
    detail: path,
  });
}

/** Most names in a message. */
const MOST_NAMED = 5;

function unknownMembers(path: string, unknown: readonly string[]): AppError {
  const named = unknown.slice(0, MOST_NAMED).map((member) => makeVisible(member.slice(0, LONGEST_NAME)));
  const more = unknown.length > MOST_NAMED ? ` and ${unknown.length - MOST_NAMED} more` : '';
  return appError(
    'config.invalid',
    `${basename(path)} has members that are not known: ${named.join(', ')}${more}.`,
    {
      nextStep: 'Correct them if they are misspelt. When Credence saves the file, they are gone.',
      detail: path,
    },
  );
}

function missing(path: string): AppError {
  return appError('storage.read-failed', `The workspace file ${basename(path)} is gone.`, {
    nextStep: 'Restore the file, or keep the workspace in another one. Until then Credence stores all of it.',
    detail: path,
  });
}

function unusable(path: string, { message, detail }: AppError): AppError {
  return appError('config.invalid', `${basename(path)} was changed and cannot be read: ${message}`, {
    nextStep: 'Correct the file. Until then Credence keeps what it has and does not write to it.',
    detail: `${path}\n${detail ?? ''}`,
  });
}
