import { startTokenServer, startTokenServerOn } from '../../../state/actions/token-server.ts';
import { useAppState } from '../../../state/store.ts';
import { TextButton } from '../../../ui/text-button.tsx';
import styles from './server-card.module.css';

/** The built-in workspace's server is ours to start, and to move when its port is taken. */
export function TokenServerHint() {
  const state = useAppState((state) => state.tokenServer.state);
  if (state.status === 'running' || state.status === 'starting') return null;
  if (state.status === 'failed') {
    const { message, freePort } = state.failure;
    return (
      <p className={styles.note} role="status">
        {message}{' '}
        {freePort === null ? (
          <TextButton onClick={() => void startTokenServer()}>Try again</TextButton>
        ) : (
          <TextButton
            onClick={() => void startTokenServerOn(freePort)}
          >{`Start it on port ${freePort}`}</TextButton>
        )}
      </p>
    );
  }
  return (
    <p className={styles.note}>
      The built-in token server is not running.{' '}
      <TextButton onClick={() => void startTokenServer()}>Start it</TextButton>
    </p>
  );
}
