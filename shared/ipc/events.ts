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
  /** The user opened a file that has to be imported. */
  'import.offered': OpenedFile;
  'secret.storage': SecretStorage;
  /** The main process changed it: the built-in workspace follows the token server's address and CA. */
  'workspace.changed': SavedWorkspace;
  /** It was opened from a file, or its file was changed by another program. */
  'workspace.read': WorkspaceFromFile;
  /** How far a large answer has come; some ten times a second. */
  'run.progress': RunProgress;
  /** "Token, then API" has its token, before the API has answered. */
  'run.token': { readonly runId: string; readonly run: TokenRun };
  /** Some five times a second while a request is repeated. */
  'repeat.progress': { readonly runId: string; readonly report: RepeatReport };
  /** Where a server's metadata is looked for now. */
  'metadata.try': MetadataTry;
  'history.added': HistorySummary;
  /** Made room for others, or deleted. */
  'history.removed': readonly string[];
  /** What earlier sessions left can be listed now. */
  'history.loaded': null;
  /** Written where the user chose. The path is absolute. */
  'file.saved': { readonly path: string };
  /** Something went wrong that no request of the window was waiting for. */
  notice: AppError;
}

export interface WorkspaceFromFile {
  readonly workspace: SavedWorkspace;
  /** Absolute. */
  readonly path: string;
  /** The user asked for it: it is to be shown. */
  readonly isChosen: boolean;
}

export interface RunProgress {
  readonly runId: string;
  /** Bytes of the body on the wire. */
  readonly received: number;
  /** Null where the answer does not say. */
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

/** Tells the page something it did not ask for. Does nothing while there is no page. */
export type SendEvent = <E extends EventName>(event: E, payload: EventPayload<E>) => void;
