import { Button, Group, Text } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { SavedWorkspace } from '../../../shared/model/workspace.ts';
import { openExport, openImport } from '../../state/actions/navigation.ts';
import { addWorkspace, renameWorkspace } from '../../state/actions/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import { focusSoon } from '../../ui/focus-soon.ts';
import layout from '../../ui/layout.module.css';
import { DeleteWorkspaceDialog, deleteOrAsk } from './delete-workspace.tsx';
import { duplicateWorkspace } from './duplicate-workspace.ts';
import { WorkspaceRow } from './workspace-row.tsx';

/** Every workspace, to rename, copy or delete. */
export function WorkspaceList() {
  const workspaces = useAppState((state) => state.workspaces.list);
  const activeId = useAppState((state) => state.workspaces.activeId);
  const [renaming, setRenaming] = useState<string | null>(null);
  const [doomed, setDoomed] = useState<SavedWorkspace | null>(null);
  return (
    <>
      <Text size="sm" c="dimmed" mb="xs">
        A workspace holds one authorization server with its clients, requests and trusted certificates.
      </Text>
      <ul className={layout.plainList}>
        {workspaces.map((workspace) => (
          <WorkspaceRow
            key={workspace.id}
            workspace={workspace}
            inUse={workspace.id === activeId}
            isRenaming={workspace.id === renaming}
            onStartRename={() => setRenaming(workspace.id)}
            onRename={(name) => {
              if (name !== null) renameWorkspace(workspace.id, name);
              setRenaming(null);
              focusPencil(workspace.id);
            }}
            onExport={() => openExport(workspace.id)}
            onDuplicate={() => void duplicateWorkspace(workspace.id)}
            onDelete={workspaces.length > 1 ? () => deleteOrAsk(workspace, () => setDoomed(workspace)) : null}
          />
        ))}
      </ul>
      <Group mt="sm" gap="xs">
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          onClick={() => void addWorkspace().then(setRenaming)}
        >
          New workspace
        </Button>
        <Button variant="default" leftSection={<IconFileImport size={16} />} onClick={() => openImport()}>
          Import
        </Button>
      </Group>
      {doomed && <DeleteWorkspaceDialog workspace={doomed} onClose={() => setDoomed(null)} />}
    </>
  );
}

/** The row is another now; the keyboard goes on where it was. */
function focusPencil(workspaceId: string): void {
  focusSoon(() => document.querySelector<HTMLElement>(`[data-rename="${CSS.escape(workspaceId)}"]`));
}
