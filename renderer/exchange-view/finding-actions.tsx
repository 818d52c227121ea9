import { Button } from '@mantine/core';
import { useState } from 'react';
import type { FindingAction } from '../../shared/diagnose/finding.ts';
import type { FindingOrigin } from '../state/actions/finding-actions.ts';
import { describeAction } from './describe-action.ts';
import styles from './findings.module.css';

export interface FindingActionsProps {
  readonly origin: FindingOrigin;
  readonly perform: (action: FindingAction) => Promise<void>;
  readonly actions: readonly FindingAction[];
  /** Beside them stands a better one already. */
  readonly secondary?: boolean;
}

/** The buttons, in the order of the finding: the first is the one to press. */
export function FindingActions({ actions, origin, perform, secondary = false }: FindingActionsProps) {
  const [busy, setBusy] = useState(false);
  if (actions.length === 0) return null;
  const press = async (action: FindingAction) => {
    setBusy(true);
    await perform(action);
    setBusy(false);
  };
  return (
    <div className={styles.actions}>
      {actions.map((action, index) => (
        <Button
          key={describeAction(action, origin)}
          variant={index === 0 && !secondary ? 'filled' : 'default'}
          color={action.kind === 'verification-off' && index === 0 ? 'red' : 'teal'}
          disabled={busy}
          onClick={() => void press(action)}
        >
          {describeAction(action, origin)}
        </Button>
      ))}
    </div>
  );
}
