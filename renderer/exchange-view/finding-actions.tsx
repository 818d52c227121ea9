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
  /** A better button is already next to them. */
  readonly secondary?: boolean;
}

/** The buttons, in the finding's order: the first is primary. */
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
          size="compact-sm"
          disabled={busy}
          onClick={() => void press(action)}
        >
          {describeAction(action, origin)}
        </Button>
      ))}
    </div>
  );
}
