import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconPlayerPlayFilled, IconServer2 } from '@tabler/icons-react';
import { assertUnreachable } from '../../shared/errors.ts';
import type { TokenServerState } from '../../shared/token-server/state.ts';
import { showPage } from '../state/actions/navigation.ts';
import { useAppState } from '../state/store.ts';
import styles from './top-bar.module.css';

/** Whether the embedded token server runs, and where. */
export function TokenServerIndicator() {
  const state = useAppState(({ tokenServer }) => tokenServer);
  const tone = { running: styles.good, failed: styles.failed }[state.status as 'running' | 'failed'] ?? '';
  return (
    <UnstyledButton
      className={`${styles.state} ${tone}`}
      onClick={() => showPage('token-server')}
      aria-live="polite"
    >
      <StateIcon status={state.status} />
      <span>{describeTokenServer(state)}</span>
    </UnstyledButton>
  );
}

function StateIcon({ status }: { readonly status: TokenServerState['status'] }) {
  if (status === 'running') return <IconPlayerPlayFilled size={13} />;
  if (status === 'failed') return <IconAlertTriangle size={15} />;
  return <IconServer2 size={15} />;
}

function describeTokenServer(state: TokenServerState): string {
  switch (state.status) {
    case 'running':
      return `Token server at ${state.endpoints.baseUrl}`;
    case 'starting':
      return 'Token server is starting…';
    case 'stopping':
      return 'Token server is stopping…';
    case 'stopped':
      return 'Token server is stopped';
    case 'failed':
      return 'Token server failed';
    default:
      return assertUnreachable(state);
  }
}
