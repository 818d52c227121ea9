import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconPlayerPlayFilled, IconSquare } from '@tabler/icons-react';
import { assertUnreachable } from '../../../shared/errors.ts';
import type { TokenServerState as ServerState } from '../../../shared/token-server/state.ts';
import { showPage } from '../../state/actions/navigation.ts';
import { selectSaved } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import styles from './top-bar.module.css';

/** Whether the built-in token server runs, and where. Quiet in workspaces that use another server. */
export function TokenServerState() {
  const state = useAppState((state) => state.tokenServer.state);
  const isUsed = useAppState((app) => selectSaved(app).kind === 'built-in');
  return (
    <UnstyledButton
      className={styles.state}
      data-tone={
        state.status === 'failed' ? 'caution' : state.status === 'running' && isUsed ? 'good' : 'quiet'
      }
      onClick={() => showPage('token-server')}
      aria-live="polite"
    >
      <StateIcon status={state.status} />
      <span>
        Token server <span className={styles.at}>{describeState(state)}</span>
      </span>
    </UnstyledButton>
  );
}

function StateIcon({ status }: { readonly status: ServerState['status'] }) {
  if (status === 'running') return <IconPlayerPlayFilled size={13} aria-hidden />;
  if (status === 'failed') return <IconAlertTriangle size={15} aria-hidden />;
  return <IconSquare size={14} aria-hidden />;
}

function describeState(state: ServerState): string {
  switch (state.status) {
    case 'running':
      return new URL(state.endpoints.baseUrl).host;
    case 'starting':
      return 'starting…';
    case 'stopping':
      return 'stopping…';
    case 'stopped':
      return 'stopped';
    case 'failed':
      return 'failed';
    default:
      return assertUnreachable(state);
  }
}
