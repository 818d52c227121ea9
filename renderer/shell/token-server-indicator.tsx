import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconBug, IconPlayerPlayFilled, IconServer2 } from '@tabler/icons-react';
import { assertUnreachable } from '../../shared/errors.ts';
import type { TokenServerState } from '../../shared/token-server/state.ts';
import { showPage, showTokenServer } from '../state/actions/navigation.ts';
import { selectArmedFaults } from '../state/selectors/faults.ts';
import { useAppState } from '../state/store.ts';
import styles from './top-bar.module.css';

/** Whether the embedded token server runs, and where. */
export function TokenServerIndicator() {
  const state = useAppState(({ tokenServer }) => tokenServer);
  const faults = useAppState(selectArmedFaults).length;
  const tone = faults > 0 ? styles.failed : (TONES[state.status] ?? '');
  return (
    <UnstyledButton
      className={`${styles.state} ${tone}`}
      onClick={() => (faults > 0 ? showTokenServer('faults') : showPage('token-server'))}
      aria-live="polite"
    >
      {faults > 0 ? <IconBug size={15} /> : <StateIcon status={state.status} />}
      <span>
        {faults > 0 && `${faults} ${faults === 1 ? 'fault' : 'faults'} · `}
        {describeTokenServer(state)}
      </span>
    </UnstyledButton>
  );
}

const TONES: Partial<Record<TokenServerState['status'], string | undefined>> = {
  running: styles.good,
  failed: styles.failed,
};

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
