import { UnstyledButton } from '@mantine/core';
import { startTokenServer, startTokenServerOn } from '../../../state/actions/token-server.ts';
import { useAppState } from '../../../state/store.ts';
import styles from './server-card.module.css';

/** The built-in workspace's server is ours to start, and to move when its port is taken. */
export function TokenServerHint() {
  const state = useAppState(({ tokenServer }) => tokenServer);
  if (state.status === 'running' || state.status === 'starting') return null;
  if (state.status === 'failed') {
    const { message, freePort } = state.failure;
    return (
      <p className={styles.note} role="status">
        {message}{' '}
        {freePort === null ? (
          <Link label="Try again" onClick={() => void startTokenServer()} />
        ) : (
          <Link label={`Start it on port ${freePort}`} onClick={() => void startTokenServerOn(freePort)} />
        )}
      </p>
    );
  }
  return (
    <p className={styles.note}>
      The built-in token server is not running.{' '}
      <Link label="Start it" onClick={() => void startTokenServer()} />
    </p>
  );
}

function Link({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <UnstyledButton className={styles.link} onClick={onClick}>
      {label}
    </UnstyledButton>
  );
}
