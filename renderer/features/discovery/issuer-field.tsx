import { Button } from '@mantine/core';
import { IconCompass } from '@tabler/icons-react';
import { discover, setIssuer } from '../../state/actions/discovery.ts';
import { selectDiscovery } from '../../state/selectors/discovery.ts';
import { selectWorkspace } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import { TemplateInput } from '../variables/template-input.tsx';
import styles from './discovery.module.css';

/** The server by its name, or by whatever address of it is known; discovery fills in the rest. */
export function IssuerField() {
  const { server } = useAppState(selectWorkspace);
  const isRunning = useAppState((state) => selectDiscovery(state).running !== null);
  const hasAddress = server.issuer.trim() !== '' || server.tokenEndpoint.trim() !== '';
  return (
    <div className={styles.issuer}>
      <TemplateInput
        label="Issuer or any address of the server"
        placeholder={server.tokenEndpoint || 'https://localhost:8443/oauth/v2/oauth-anonymous'}
        value={server.issuer}
        onChange={(event) => setIssuer(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && hasAddress) void discover();
        }}
        secrets="not-in-address"
      />
      <Button
        variant="default"
        leftSection={<IconCompass size={15} />}
        disabled={!hasAddress}
        aria-busy={isRunning}
        onClick={() => void discover()}
      >
        Discover
      </Button>
    </div>
  );
}
