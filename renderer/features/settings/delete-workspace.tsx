import type { SavedWorkspace } from '../../../shared/model/workspace.ts';
import { deleteWorkspace } from '../../state/actions/workspaces.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

/** Deletes a workspace, which can be undone. Calls `ask` instead if private keys would go with it. */
export function deleteOrAsk(workspace: SavedWorkspace, ask: () => void): void {
  if (workspace.keys?.length) ask();
  else void deleteWorkspace(workspace.id);
}

export interface DeleteWorkspaceDialogProps {
  readonly workspace: SavedWorkspace;
  readonly onClose: () => void;
}

export function DeleteWorkspaceDialog({ workspace, onClose }: DeleteWorkspaceDialogProps) {
  return (
    <ConfirmDialog
      title={`Delete “${workspace.name}”?`}
      text="Its private keys go with it. You can undo this for ten seconds; after that the keys are lost."
      confirmLabel="Delete workspace"
      onConfirm={() => void deleteWorkspace(workspace.id)}
      onClose={onClose}
    />
  );
}
