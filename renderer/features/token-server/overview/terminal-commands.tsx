import { Group, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import type { TokenServerEndpoints } from '../../../../shared/token-server/state.ts';
import { copyText } from '../../../state/actions/clipboard.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import classes from '../token-server.module.css';
import { apiCurl, type Shell, tokenCurl } from './tutorial-curl.ts';

export interface TerminalCommandsProps {
  readonly endpoints: TokenServerEndpoints;
  readonly platform: string;
}

/** The tutorial's two commands with the running server's address, ready for a terminal. */
export function TerminalCommands({ endpoints, platform }: TerminalCommandsProps) {
  const [shell, setShell] = useState<Shell>(platform === 'win32' ? 'powershell' : 'bash');
  const input = { api: endpoints.api, tokenEndpoint: endpoints.token, shell };
  return (
    <div className={classes.section}>
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          The same flow without Credence’s window:
        </Text>
        <SegmentedControl
          size="xs"
          aria-label="Shell"
          value={shell}
          onChange={(value) => setShell(value === 'powershell' ? 'powershell' : 'bash')}
          data={[
            { value: 'bash', label: 'bash' },
            { value: 'powershell', label: 'PowerShell' },
          ]}
        />
      </Group>
      <Command title="1. Get a token" text={tokenCurl(input)} copyLabel="Copy the token command" />
      <Command title="2. Call the API with it" text={apiCurl(input)} copyLabel="Copy the API command" />
      <Text size="xs" c="dimmed">
        First put the response’s access_token into the variable TOKEN
        {shell === 'bash' ? ': TOKEN=…' : ': $env:TOKEN = "…"'}
      </Text>
    </div>
  );
}

function Command({ copyLabel, text, title }: { copyLabel: string; text: string; title: string }) {
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={500}>
          {title}
        </Text>
        <CopyButton label={copyLabel} copy={() => copyText(text)} />
      </Group>
      <pre className={classes.command}>{text}</pre>
    </div>
  );
}
