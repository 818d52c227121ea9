import { Button, Text } from '@mantine/core';
import { IconBug, IconRepeat, IconX } from '@tabler/icons-react';
import { describeEffect } from '../../../../shared/token-server/describe-fault.ts';
import type { ArmedFault, Fault } from '../../../../shared/token-server/faults.ts';
import { armFault, disarmFaults } from '../../../state/actions/faults.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { describeActed, describeFault, describeOccurrence, describePlace } from './describe-armed.ts';
import styles from './faults.module.css';

export interface ArmedFaultsProps {
  readonly armed: readonly ArmedFault[];
  /** Those that have acted as often as they were to. */
  readonly spent: readonly Fault[];
}

/** The faults that are armed, each with what it did and has yet to do, and those that have done it all. */
export function ArmedFaults({ armed, spent }: ArmedFaultsProps) {
  return (
    <>
      {armed.length === 0 ? (
        <EmptyState title="No armed faults">
          Arm a fault and run the flow: the response fails in that way, and the diagnosis says what a client
          sees. The request log names the fault. Arming starts the server if it is stopped.
        </EmptyState>
      ) : (
        <ul className={styles.faults} aria-label="Armed faults">
          {armed.map((each) => (
            <ArmedFaultRow key={each.fault.id} armed={each} />
          ))}
        </ul>
      )}
      {spent.length > 0 && (
        <ul className={styles.faults} aria-label="Used faults">
          {spent.map((fault) => (
            <li key={fault.id} className={styles.fault} data-spent>
              <IconRepeat size={16} aria-hidden />
              <div className={styles.faultText}>
                <Text size="sm">{describeFault(fault)}</Text>
                <Text size="xs" c="dimmed">
                  Used up.
                </Text>
              </div>
              <Button
                variant="subtle"
                size="compact-sm"
                aria-label={`Arm again: ${describeFault(fault)}`}
                onClick={() => void armFault(fault)}
              >
                Arm again
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Text size="xs" c="dimmed" mt="sm">
        A fault stays armed until you disarm it, it is used up, or the server stops. Changing the port keeps
        it.
      </Text>
    </>
  );
}

function ArmedFaultRow({ armed }: { readonly armed: ArmedFault }) {
  const { fault, acted } = armed;
  return (
    <li className={styles.fault}>
      <IconBug size={16} aria-hidden className={styles.bug} />
      <div className={styles.faultText}>
        <Text size="sm" fw={600}>
          {describeEffect(fault.effect)}
        </Text>
        <Text size="xs" c="dimmed">
          {describePlace(fault)}, {describeOccurrence(armed)} · {describeActed(acted)}
        </Text>
      </div>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconX size={14} />}
        aria-label={`Disarm: ${describeFault(fault)}`}
        onClick={() => void disarmFaults(fault.id)}
      >
        Disarm
      </Button>
    </li>
  );
}
