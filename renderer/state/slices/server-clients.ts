import type { CommitProblem } from '../../../shared/ipc/outputs.ts';
import type { ClientDraft } from '../server-clients/client-draft.ts';
import type { ClientForm } from '../server-clients/client-form.ts';

/** The token server's clients while they are changed. What is committed is in the token server's slice. */
export interface ServerClientsSlice {
  /** Null while nothing is changed. In memory only: what is not committed ends with the window. */
  readonly draft: ClientDraft | null;
  /** What the last commit was refused for. */
  readonly problems: readonly CommitProblem[];
  /** The client in the editor; null while the list is shown. */
  readonly editor: ClientEditor | null;
}

export interface ClientEditor {
  /** The draft's client that it is to replace; null for a new one. */
  readonly replaces: string | null;
  /** Whether the id is the server's already: then it stays, for another id would be another client. */
  readonly idIsFixed: boolean;
  readonly form: ClientForm;
  /** Of a secret that was made here; null for none. */
  readonly ticket: string | null;
}

export const initialServerClients: ServerClientsSlice = {
  draft: null,
  problems: [],
  editor: null,
};
