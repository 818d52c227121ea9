import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconBraces, IconDots, IconRepeat, IconTerminal2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type CommandId, commandOf } from '../../shared/model/commands.ts';
import { useProblems } from '../features/variables/use-problems.ts';
import { copyTokenCurl } from '../state/actions/clipboard.ts';
import { openRepeat } from '../state/actions/repeat.ts';
import { cancelRuns, renewTokenAndCallApi, runApiRequest, runTokenRequest } from '../state/actions/runs.ts';
import { tellCopied } from '../state/actions/toast.ts';
import { selectIsMac } from '../state/selectors/platform.ts';
import { selectRepeat } from '../state/selectors/repeat.ts';
import { selectApiRun, selectTokenRun } from '../state/selectors/runs.ts';
import { useAppState } from '../state/store.ts';
import { Keys } from '../ui/keys.tsx';
import { Stopwatch } from '../ui/stopwatch.tsx';
import styles from './action-bar.module.css';

export interface ActionBarProps {
  /** At its end, in place of the menu. */
  readonly end?: ReactNode;
}

/** What runs, always in the same order; the primary one belongs to the open step. */
export function ActionBar({ end = <MoreMenu /> }: ActionBarProps) {
  const isApi = useAppState((state) => state.workbench.openStep === 'api');
  const token = useAppState((state) => selectTokenRun(state).running);
  const api = useAppState((state) => selectApiRun(state).running);
  const running = token ?? api;
  return (
    <div className={styles.bar} role="toolbar" aria-label="Run" data-focus-area>
      <RunButton
        command="get-token"
        isPrimary={!isApi}
        isRunning={token !== null}
        isBlocked={useProblems('token').length > 0}
        onRun={() => void runTokenRequest()}
      />
      <RunButton
        command="call-api"
        isPrimary={isApi}
        isRunning={api !== null}
        isBlocked={useProblems('api').length > 0}
        onRun={() => void runApiRequest()}
      />
      {running ? (
        <Button variant="default" onClick={() => void cancelRuns()}>
          Cancel
          <span className={styles.time} aria-hidden="true">
            <Stopwatch since={running.startedAt} />
          </span>
        </Button>
      ) : (
        <Button variant="subtle" px={8} onClick={() => void renewTokenAndCallApi()}>
          Token, then call
        </Button>
      )}
      {end}
    </div>
  );
}

interface RunButtonProps {
  readonly command: CommandId;
  readonly isPrimary: boolean;
  readonly isRunning: boolean;
  /** A variable has no value: running says so and sends nothing. */
  readonly isBlocked: boolean;
  readonly onRun: () => void;
}

function RunButton({ command, isPrimary, isRunning, isBlocked, onRun }: RunButtonProps) {
  const isMac = useAppState(selectIsMac);
  const { label, keys = '' } = commandOf(command);
  return (
    <Button
      variant={isPrimary ? 'filled' : 'default'}
      className={styles.run}
      leftSection={isBlocked ? <IconBraces size={14} /> : null}
      rightSection={<Keys keys={keys} isMac={isMac} className={styles.keys} onAccent={isPrimary} />}
      // Stays where it is while running, so that the keyboard's focus does.
      aria-busy={isRunning}
      aria-disabled={isRunning}
      aria-description={isBlocked ? 'Not sent: a variable has no value' : undefined}
      data-run
      data-running={isRunning}
      data-blocked={isBlocked}
      onClick={() => !isRunning && onRun()}
    >
      {label}
    </Button>
  );
}

function MoreMenu() {
  const isRepeating = useAppState(
    (state) => selectRepeat(state, 'token').runId !== null || selectRepeat(state, 'api').runId !== null,
  );
  return (
    <Menu position="top-end" shadow="md">
      <Menu.Target>
        <ActionIcon aria-label="More ways to run" className={styles.more} size={32}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconRepeat size={15} />} onClick={() => openRepeat('token')}>
          Repeat the token request…
        </Menu.Item>
        <Menu.Item leftSection={<IconRepeat size={15} />} onClick={() => openRepeat('api')}>
          {isRepeating ? 'Repeat the API call… (running)' : 'Repeat the API call…'}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconTerminal2 size={15} />}
          onClick={() => void copyTokenCurl('bash', 'variables').then(tellCopied)}
        >
          Copy as curl
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
