import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { describeChanges, staleInputs } from '../../../../shared/oauth/token/token-state.ts';
import { renewTokenAndCallApi, runApiRequest } from '../../../state/actions/runs.ts';
import { selectStaleQuestion } from '../../../state/selectors/tokens.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { CautionBox } from '../../../ui/caution-box.tsx';
import styles from './api-card.module.css';

/** A token that today's inputs would not make is not sent silently: here the person says what is meant. */
export function StaleQuestion() {
  const token = useAppState(selectStaleQuestion);
  const workspace = useAppState(selectWorkspace);
  const first = useRef<HTMLButtonElement>(null);
  // Whoever ran the call by the keyboard decides by it, too.
  useEffect(() => {
    if (token) first.current?.focus();
  }, [token]);
  if (!token) return null;
  return (
    <CautionBox alert="Stale token">
      <p>
        <strong>The token is stale:</strong> {describeChanges(staleInputs(token, workspace))} since it was
        requested. Nothing was sent.
      </p>
      <div className={styles.choices}>
        <Button ref={first} onClick={() => void renewTokenAndCallApi()}>
          Get a new token and call
        </Button>
        <Button variant="default" onClick={() => void runApiRequest('send')}>
          Send this one anyway
        </Button>
      </div>
    </CautionBox>
  );
}
