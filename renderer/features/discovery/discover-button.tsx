import { Button } from '@mantine/core';
import { IconCompass } from '@tabler/icons-react';
import { discover } from '../../state/actions/discovery.ts';
import { selectDiscovery } from '../../state/selectors/discovery.ts';
import { selectWorkspace } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import styles from './discovery.module.css';

/** Finds the server's endpoints, from its issuer where there is one, else from the URL in the token endpoint's field. */
export function DiscoverButton() {
  const { server } = useAppState(selectWorkspace);
  const isRunning = useAppState((state) => selectDiscovery(state).running !== null);
  const hasAddress = server.issuer.trim() !== '' || server.tokenEndpoint.trim() !== '';
  return (
    <Button
      variant="subtle"
      size="compact-xs"
      className={styles.discover}
      leftSection={<IconCompass size={14} />}
      disabled={!hasAddress}
      aria-busy={isRunning}
      onClick={() => void discover()}
    >
      Discover
    </Button>
  );
}
