import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconPlayerPlayFilled, IconSquare, IconWorld } from '@tabler/icons-react';
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
      data-tone={toneOf(state, isUsed)}
      onClick={() => showPage('token-server')}
      aria-live="polite"
    >
      <StateIcon state={state} />
      <span>
        Token server <span className={styles.at}>{describeState(state)}</span>
      </span>
    </UnstyledButton>
  );
}

function toneOf(state: ServerState, isUsed: boolean): 'caution' | 'good' | 'quiet' {
  if (state.status === 'failed' || isOpen(state)) return 'caution';
  return state.status === 'running' && isUsed ? 'good' : 'quiet';
}

/** Other machines can use it, in whatever workspace. */
function isOpen(state: ServerState): boolean {
  return state.status === 'running' && (state.endpoints.network?.host ?? null) !== null;
}

function StateIcon({ state }: { readonly state: ServerState }) {
  const { status } = state;
  if (isOpen(state)) return <IconWorld size={15} aria-hidden />;
  if (status === 'running') return <IconPlayerPlayFilled size={13} aria-hidden />;
  if (status === 'failed') return <IconAlertTriangle size={15} aria-hidden />;
  return <IconSquare size={14} aria-hidden />;
}

function describeState(state: ServerState): string {
  switch (state.status) {
    case 'running':
      return isOpen(state) ? 'open to network' : new URL(state.endpoints.baseUrl).host;
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
