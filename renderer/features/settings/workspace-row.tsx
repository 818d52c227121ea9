import { ActionIcon, Button, Group, Text, TextInput, Tooltip } from '@mantine/core';
import { IconCopyPlus, IconFileExport, IconPencil, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { SavedWorkspace } from '../../../shared/model/workspace.ts';
import { LONGEST_WORKSPACE_NAME } from '../../../shared/model/workspace-name.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import classes from './settings.module.css';

export interface WorkspaceRowProps {
  readonly workspace: SavedWorkspace;
  readonly inUse: boolean;
  readonly isRenaming: boolean;
  readonly onStartRename: () => void;
  /** Null when it keeps its name. */
  readonly onRename: (name: string | null) => void;
  readonly onDuplicate: () => void;
  readonly onExport: () => void;
  /** Null for the last workspace: the window always shows one. */
  readonly onDelete: (() => void) | null;
}

export function WorkspaceRow(props: WorkspaceRowProps) {
  const { workspace, inUse } = props;
  return (
    <li className={classes.workspace}>
      {props.isRenaming ? (
        <RenameForm name={workspace.name} onDone={props.onRename} />
      ) : (
        <>
          <div className={classes.workspaceText}>
            <Group gap={8}>
              <Text fw={500} className={classes.workspaceName ?? ''}>
                {workspace.name}
              </Text>
              {inUse && <StatusBadge tone="good">in use</StatusBadge>}
            </Group>
            <Text size="xs" c="dimmed" truncate>
              {workspace.server.tokenEndpoint || 'No token endpoint yet'}
            </Text>
          </div>
          <RowActions {...props} />
        </>
      )}
    </li>
  );
}

function RowActions({ onDelete, onDuplicate, onExport, onStartRename, workspace }: WorkspaceRowProps) {
  return (
    <Group gap={2} wrap="nowrap">
      <Tooltip label="Rename">
        <ActionIcon
          aria-label={`Rename ${workspace.name}`}
          data-rename={workspace.id}
          onClick={onStartRename}
        >
          <IconPencil size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Duplicate, without its secrets">
        <ActionIcon aria-label={`Duplicate ${workspace.name}`} onClick={onDuplicate}>
          <IconCopyPlus size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Export to a file">
        <ActionIcon aria-label={`Export ${workspace.name}`} onClick={onExport}>
          <IconFileExport size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Delete">
        <ActionIcon
          aria-label={`Delete ${workspace.name}`}
          disabled={onDelete === null}
          onClick={() => onDelete?.()}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

function RenameForm({
  name,
  onDone,
}: {
  readonly name: string;
  readonly onDone: (name: string | null) => void;
}) {
  const [text, setText] = useState(name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') onDone(text.trim());
  };
  return (
    <form
      className={classes.rename}
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Escape' && onDone(null)}
    >
      <TextInput
        aria-label="Workspace name"
        maxLength={LONGEST_WORKSPACE_NAME}
        className={classes.renameField ?? ''}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        ref={focusAtOnce}
      />
      <Button type="submit" disabled={text.trim() === ''}>
        Save
      </Button>
      <Button variant="default" onClick={() => onDone(null)}>
        Cancel
      </Button>
    </form>
  );
}

/** The pencil was pressed to type here. */
function focusAtOnce(field: HTMLInputElement | null): void {
  field?.focus();
}
