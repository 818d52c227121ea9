import { closeExport } from '../../state/actions/navigation.ts';
import { findSaved } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ExportForm } from './export-form.tsx';

/** Saves a workspace as a file to share, compare and keep under version control. */
export function ExportDialog() {
  const workspace = useAppState((state) => findSaved(state, state.navigation.exportedWorkspaceId ?? ''));
  if (!workspace) return null;
  return (
    <Dialog onClose={closeExport} title={`Export “${workspace.name}”`} size="lg">
      <ExportForm workspace={workspace} />
    </Dialog>
  );
}
