import { Button, Group, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { LONGEST_WORKSPACE_NAME } from '../../../shared/model/workspace-name.ts';
import { renameWorkspace } from '../../state/actions/workspaces.ts';
import { Dialog } from '../../ui/dialog.tsx';

export interface RenameWorkspaceDialogProps {
  readonly workspace: Workspace;
  readonly onClose: () => void;
}

export function RenameWorkspaceDialog({ workspace, onClose }: RenameWorkspaceDialogProps) {
  const [name, setName] = useState(workspace.name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    renameWorkspace(workspace.id, name.trim());
    onClose();
  };
  return (
    <Dialog onClose={onClose} title="Name of the workspace" size="sm">
      <form onSubmit={submit}>
        <TextInput
          label="Workspace name"
          maxLength={LONGEST_WORKSPACE_NAME}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
          data-autofocus
        />
        <Group justify="flex-end" mt="md" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={name.trim() === ''}>
            Save name
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
