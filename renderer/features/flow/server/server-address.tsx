import { DiscoverButton } from '../../discovery/discover-button.tsx';
import { DiscoveryState } from '../../discovery/discovery-state.tsx';
import { EndpointField } from './endpoint-field.tsx';
import styles from './server-card.module.css';

/** The token endpoint's field. It also takes any other URL of the server, from which Discover finds the endpoint. */
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
