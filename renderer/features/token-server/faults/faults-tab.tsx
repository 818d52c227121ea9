import { Button } from '@mantine/core';
import { armFault, disarmFaults } from '../../../state/actions/faults.ts';
import { selectArmedFaults } from '../../../state/selectors/faults.ts';
import { useAppState } from '../../../state/store.ts';
import { Section } from '../section.tsx';
import classes from '../token-server.module.css';
import { ArmedFaults } from './armed-faults.tsx';
import { FaultForm } from './fault-form.tsx';
import { FAULT_PRESETS } from './fault-presets.ts';
import styles from './faults.module.css';

/** What the server is to do wrong on purpose: what is armed, what one click arms, and the form for all else. */
export function FaultsTab() {
  const armed = useAppState(selectArmedFaults);
  const spent = useAppState((state) => state.tokenServer.spentFaults);
  const scheme = useAppState((state) => state.tokenServer.settings.scheme);
  return (
    <div className={classes.overview}>
      <div className={classes.column}>
        <Section
          title="Armed"
          actions={
            armed.length > 0 && (
              <Button variant="default" size="compact-sm" onClick={() => void disarmFaults(null)}>
                Disarm all
              </Button>
            )
          }
        >
          <ArmedFaults armed={armed} spent={spent} />
        </Section>
        <Section title="Presets">
          <div className={styles.presets}>
            {FAULT_PRESETS.map(({ detail, fault, label }) => (
              <Button
                key={fault.id}
                variant="default"
                className={styles.preset ?? ''}
                onClick={() => void armFault(fault)}
              >
                <span className={styles.presetLabel}>{label}</span>
                <span className={styles.presetDetail}>{detail}</span>
              </Button>
            ))}
          </div>
        </Section>
      </div>
      <Section title="Arm a fault">
        <FaultForm plainHttp={scheme === 'http'} />
      </Section>
    </div>
  );
}
