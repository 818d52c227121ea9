import { Button, Kbd } from '@mantine/core';
import { IconBraces, IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { cancelRuns } from '../../state/actions/runs.ts';
import { selectModifier } from '../../state/selectors/platform.ts';
import { useAppState } from '../../state/store.ts';
import { Stopwatch } from '../../ui/stopwatch.tsx';
import styles from './run-button.module.css';

export interface RunButtonProps {
  readonly label: string;
  readonly running: { readonly startedAt: number } | null;
  /** A variable has no value: running says so and sends nothing. */
  readonly isBlocked?: boolean;
  readonly onRun: () => void;
  /** Other ways to run it, at the button's end. */
  readonly menu?: ReactNode;
}

/** Runs a request; while it is under way, says for how long and offers to cancel it. */
export function RunButton({ label, running, isBlocked = false, onRun, menu }: RunButtonProps) {
  const modifier = useAppState(selectModifier);
  return (
    <>
      {running && (
        <Button
          variant="default"
          leftSection={<IconPlayerStopFilled size={13} />}
          rightSection={
            <Kbd className={styles.key} aria-hidden="true">
              Esc
            </Kbd>
          }
          onClick={() => void cancelRuns()}
        >
          Cancel
        </Button>
      )}
      <span className={styles.split}>
        {/* Stays where it is while running, so that the keyboard's focus does. */}
        <Button
          className={styles.run}
          leftSection={
            running ? null : isBlocked ? <IconBraces size={14} /> : <IconPlayerPlayFilled size={13} />
          }
          rightSection={
            running ? (
              <span aria-hidden="true">
                <Stopwatch since={running.startedAt} />
              </span>
            ) : (
              <Kbd className={styles.keyOnAccent} aria-hidden="true">
                {modifier} ⏎
              </Kbd>
            )
          }
          aria-busy={running !== null}
          aria-disabled={running !== null}
          aria-description={isBlocked ? 'Not sent: a variable has no value' : undefined}
          data-run
          data-running={running !== null}
          data-blocked={isBlocked}
          onClick={() => running === null && onRun()}
        >
          {label}
        </Button>
        {menu}
      </span>
    </>
  );
}
