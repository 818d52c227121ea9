import { Button, Menu, SegmentedControl } from '@mantine/core';
import { IconChevronDown, IconCopy } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { caFileText, curlConnection } from '../../../shared/curl/write/curl-connection.ts';
import type { CurlShell } from '../../../shared/curl/write/shell-quote.ts';
import { saveFile } from '../../state/actions/files.ts';
import { selectWorkspace } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import styles from './preview-panel.module.css';

/** How to write a curl command: its shell, and the connection options of the active workspace. */
export interface CurlChoice {
  readonly connection: ReturnType<typeof curlConnection>;
  readonly shell: CurlShell;
  readonly setShell: (shell: CurlShell) => void;
}

export function useCurlChoice(): CurlChoice {
  const workspace = useAppState(selectWorkspace);
  const connection = useMemo(() => curlConnection(workspace), [workspace]);
  const [shell, setShell] = useState<CurlShell>('bash');
  return { connection, shell, setShell };
}

interface CurlToolsProps {
  readonly choice: CurlChoice;
  /** Menu items for copying the command. */
  readonly children: ReactNode;
}

/** The shell, with or without secrets, and the CA file the command may need. */
export function CurlTools({ choice, children }: CurlToolsProps) {
  const { tls } = useAppState(selectWorkspace);
  const { connection, shell, setShell } = choice;
  const { caFile } = connection;
  return (
    <>
      <SegmentedControl<CurlShell>
        aria-label="Shell"
        size="xs"
        classNames={{ label: styles.shell ?? '' }}
        data={[
          { value: 'bash', label: 'bash' },
          { value: 'powershell', label: 'PowerShell' },
        ]}
        value={shell}
        onChange={(value) => setShell(value)}
      />
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            leftSection={<IconCopy size={14} />}
            rightSection={<IconChevronDown size={12} />}
          >
            Copy curl
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {children}
          {caFile !== undefined && (
            <>
              <Menu.Divider />
              <Menu.Item onClick={() => void saveFile(caFile, caFileText(tls))}>Save {caFile}…</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
