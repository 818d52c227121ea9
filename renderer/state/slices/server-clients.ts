import type { CommitProblem } from '../../../shared/ipc/outputs.ts';
import type { ClientDraft } from '../server-clients/client-draft.ts';
import type { ClientForm } from '../server-clients/client-form.ts';

/** Unsaved changes to the token server's clients. Committed ones are in the token server's slice. */
export interface ServerClientsSlice {
  /** Null without changes. In memory only: lost when the window closes. */
  readonly draft: ClientDraft | null;
  /** Why the last commit was rejected. */
  readonly problems: readonly CommitProblem[];
  /** The client in the editor; null while the list is shown. */
  readonly editor: ClientEditor | null;
}

export interface ClientEditor {
  /** The draft's client to replace; null for a new one. */
  readonly replaces: string | null;
  /** Whether the server already has this ID: it cannot change, since another ID is another client. */
  readonly idIsFixed: boolean;
  readonly form: ClientForm;
  /** For a new secret; null for none. */
  readonly ticket: string | null;
}

export const initialServerClients: ServerClientsSlice = {
  draft: null,
  problems: [],
  editor: null,
};
