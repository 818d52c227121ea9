import type { AppError } from '../errors.ts';
import type { HistorySummary } from '../history/entry.ts';
import type { CommandId } from '../model/commands.ts';
import type { SavedWorkspace } from '../model/workspace.ts';
import type { RepeatReport } from '../repeat/report.ts';
import type { TokenServerLogEntry, TokenServerState } from '../token-server/state.ts';
import type { EventName } from './channels.ts';
import type { OpenedFile } from './outputs.ts';
import type { TokenRun } from './runs.ts';
import type { SecretStorage } from './secret-status.ts';

/** The payload of every event. */
interface Events {
  'tokenServer.state': TokenServerState;
  'tokenServer.log': readonly TokenServerLogEntry[];
  'menu.command': CommandId;
  /** The user opened a file to import. */
  'import.offered': OpenedFile;
  'secret.storage': SecretStorage;
  /** Changed by the main process: the built-in workspace follows the token server's URL and CA. */
  'workspace.changed': SavedWorkspace;
  /** Opened from a file, or another program changed its file. */
  'workspace.read': WorkspaceFromFile;
  /** Progress of a large response, about ten times a second. */
  'run.progress': RunProgress;
  /** "Token, then API" has its token; the API call is in progress. */
  'run.token': { readonly runId: string; readonly run: TokenRun };
  /** About five times a second during a repeated run. */
  'repeat.progress': { readonly runId: string; readonly report: RepeatReport };
  /** The metadata URL being tried. */
  'metadata.try': MetadataTry;
  'history.added': HistorySummary;
  /** Evicted or deleted. */
  'history.removed': readonly string[];
  /** The entries of earlier sessions are loaded. */
  'history.loaded': null;
  /** Saved where the user chose. The path is absolute. */
  'file.saved': { readonly path: string };
  /** An error unrelated to any request of the window. */
  notice: AppError;
}

export interface WorkspaceFromFile {
  readonly workspace: SavedWorkspace;
  /** Absolute. */
  readonly path: string;
  /** The user opened it, so show it. */
  readonly isChosen: boolean;
}

export interface RunProgress {
  readonly runId: string;
  /** Bytes of the body on the wire. */
  readonly received: number;
  /** Null if the response does not declare it. */
  readonly total: number | null;
}

export interface MetadataTry {
  readonly runId: string;
  readonly url: string;
  /** From 1. */
  readonly number: number;
  readonly count: number;
}

export type EventPayload<E extends EventName> = Events[E];

/** Sends an event to the page. Does nothing without a page. */
export type SendEvent = <E extends EventName>(event: E, payload: EventPayload<E>) => void;
