import { DiscoverButton } from '../../discovery/discover-button.tsx';
import { DiscoveryState } from '../../discovery/discovery-state.tsx';
import { EndpointField } from './endpoint-field.tsx';
import styles from './server-card.module.css';

/** Whom to ask: the token endpoint, or any other URL of the server, from which Discover finds it. */
export function ServerAddress() {
  return (
    <div className={styles.address}>
      <DiscoverButton />
      <EndpointField />
      <div className={styles.discovery}>
        <DiscoveryState />
      </div>
    </div>
  );
}
