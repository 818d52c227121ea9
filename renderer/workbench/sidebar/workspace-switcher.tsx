import { Button, Menu } from '@mantine/core';
import {
  IconCheck,
  IconFileExport,
  IconFileImport,
  IconFileSymlink,
  IconFolderOpen,
  IconPencil,
  IconPlus,
  IconSelector,
  IconServer2,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { DeleteWorkspaceDialog, deleteOrAsk } from '../../features/settings/delete-workspace.tsx';
import { openExport, openImport } from '../../state/actions/navigation.ts';
import { keepWorkspaceInFile, openWorkspaceFile } from '../../state/actions/workspace-files.ts';
import { addWorkspace, switchWorkspace } from '../../state/actions/workspaces.ts';
import { selectSaved, selectWorkspace } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import layout from '../../ui/layout.module.css';
import { RenameWorkspaceDialog } from './rename-workspace-dialog.tsx';
import styles from './workspace-switcher.module.css';

/** One workspace is one authorization server and what is used with it. */
export function WorkspaceSwitcher() {
  const workspaces = useAppState((state) => state.workspaces.list);
  const files = useAppState((state) => state.workspaces.files);
  const active = useAppState(selectWorkspace);
  const saved = useAppState(selectSaved);
  const [dialog, setDialog] = useState<'rename' | 'delete' | null>(null);
  const add = async () => {
    await addWorkspace();
    setDialog('rename');
  };
  return (
    <>
      <Menu
        position="bottom-start"
        width={280}
        shadow="md"
        classNames={{ dropdown: styles.dropdown ?? '', itemLabel: layout.oneLine ?? '' }}
      >
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            className={styles.target}
            classNames={{ label: styles.label ?? '' }}
            leftSection={
              <span className={styles.mark}>
                <IconServer2 size={16} stroke={1.75} />
              </span>
            }
            rightSection={<IconSelector size={14} className={styles.selector} />}
            aria-label={`Workspace: ${active.name}`}
          >
            {active.name}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Workspaces</Menu.Label>
          <div className={styles.list}>
            {workspaces.map(({ id, name }) => (
              <Menu.Item
                key={id}
                ref={id === active.id ? bringIntoSight : null}
                onClick={() => void switchWorkspace(id)}
                leftSection={<IconCheck size={14} visibility={id === active.id ? 'visible' : 'hidden'} />}
                aria-current={id === active.id ? 'true' : undefined}
              >
                {name}
                {files[id] !== undefined && (
                  <span className={styles.file} title={files[id]}>
                    {files[id].split(/[/\\]/).at(-1)}
                  </span>
                )}
              </Menu.Item>
            ))}
          </div>
          <Menu.Divider />
          <Menu.Item leftSection={<IconPlus size={14} />} onClick={() => void add()}>
            New workspace
          </Menu.Item>
          <Menu.Item leftSection={<IconFileImport size={14} />} onClick={() => openImport()}>
            Import…
          </Menu.Item>
          <Menu.Item leftSection={<IconFolderOpen size={14} />} onClick={() => void openWorkspaceFile()}>
            Open workspace file…
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconFileExport size={14} />} onClick={() => openExport(active.id)}>
            Export workspace…
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFileSymlink size={14} />}
            disabled={active.kind === 'built-in'}
            onClick={() => void keepWorkspaceInFile(active.id)}
          >
            {files[active.id] === undefined ? 'Keep in a file…' : 'Keep in another file…'}
          </Menu.Item>
          <Menu.Item leftSection={<IconPencil size={14} />} onClick={() => setDialog('rename')}>
            Rename workspace
          </Menu.Item>
          <Menu.Item
            leftSection={<IconTrash size={14} />}
            disabled={workspaces.length === 1}
            onClick={() => deleteOrAsk(saved, () => setDialog('delete'))}
          >
            Delete workspace
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog === 'rename' && <RenameWorkspaceDialog workspace={active} onClose={() => setDialog(null)} />}
      {dialog === 'delete' && <DeleteWorkspaceDialog workspace={saved} onClose={() => setDialog(null)} />}
    </>
  );
}

function bringIntoSight(item: HTMLElement | null): void {
  item?.scrollIntoView({ block: 'nearest' });
}
