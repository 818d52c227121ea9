import { Tooltip, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconBug } from '@tabler/icons-react';
import { describeFault, describeOccurrence } from '../../features/token-server/faults/describe-armed.ts';
import { showTokenServer } from '../../state/actions/navigation.ts';
import { selectArmedFaults } from '../../state/selectors/faults.ts';
import { useAppState } from '../../state/store.ts';
import styles from './top-bar.module.css';

/** While the token server misbehaves on purpose, so that nobody looks for the cause elsewhere. */
export function FaultsState() {
  const armed = useAppState(selectArmedFaults);
  const details = armed.map((each) => `${describeFault(each.fault)}, ${describeOccurrence(each)}`).join('; ');
  return (
    <div className={styles.live} role="status" aria-label="Armed faults of the token server">
      {armed.length > 0 && (
        <Tooltip label={`The token server will misbehave on purpose: ${details}.`}>
          <UnstyledButton
            className={styles.state}
            data-tone="caution"
            onClick={() => showTokenServer('faults')}
          >
            <IconBug size={15} aria-hidden />
            <span>
              {armed.length} {armed.length === 1 ? 'fault' : 'faults'} armed
            </span>
            <VisuallyHidden>{details}</VisuallyHidden>
          </UnstyledButton>
        </Tooltip>
      )}
    </div>
  );
}
