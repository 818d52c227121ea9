import type { SavedWorkspace, Selection } from '../../../shared/model/workspace.ts';

export interface WorkspacesSlice {
  readonly list: readonly SavedWorkspace[];
  /** The client and the API call in use, by workspace id. */
  readonly selections: Readonly<Record<string, Selection>>;
  /** Absolute paths of the files that workspaces live in, by workspace id. */
  readonly files: Readonly<Record<string, string>>;
  readonly activeId: string;
}

export const initialWorkspaces: WorkspacesSlice = {
  list: [],
  selections: {},
  files: {},
  activeId: '',
};
