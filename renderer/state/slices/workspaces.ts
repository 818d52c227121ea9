import type { Workspace } from '../../../shared/model/workspace.ts';

export interface WorkspacesSlice {
  readonly workspaces: readonly Workspace[];
  readonly activeWorkspaceId: string;
}

export const initialWorkspaces: WorkspacesSlice = { workspaces: [], activeWorkspaceId: '' };
