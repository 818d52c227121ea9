import { Button } from '@mantine/core';
import { IconBug } from '@tabler/icons-react';
import { describeFault, describeOccurrence } from '../features/token-server/faults/describe-armed.ts';
import { disarmFaults } from '../state/actions/faults.ts';
import { showTokenServer } from '../state/actions/navigation.ts';
import { selectArmedFaults } from '../state/selectors/faults.ts';
import { useAppState } from '../state/store.ts';
import styles from './fault-banner.module.css';

/**
 * Over every page while the token server does wrong on purpose, so that nobody looks for the cause elsewhere. The top
 * bar's indicator reads it aloud.
 */
export function FaultBanner() {
  const armed = useAppState(selectArmedFaults);
  const [only, ...more] = armed;
  return (
    <aside className={styles.area} aria-label="Armed faults of the token server">
      {only && (
        <div className={styles.banner}>
          <IconBug size={18} aria-hidden />
          <p className={styles.words}>
            <strong>{armed.length === 1 ? 'A fault is armed.' : `${armed.length} faults are armed.`}</strong>{' '}
            <span>
              {more.length === 0
                ? `The token server does wrong on purpose: ${describeFault(only.fault)}, ${describeOccurrence(only)}.`
                : `The token server does wrong on purpose: ${armed.map(({ fault }) => describeFault(fault)).join('; ')}.`}
            </span>
          </p>
          <Button variant="default" size="compact-sm" onClick={() => showTokenServer('faults')}>
            Show
          </Button>
          <Button variant="default" size="compact-sm" onClick={() => void disarmFaults(null)}>
            Disarm all
          </Button>
        </div>
      )}
    </aside>
  );
}
