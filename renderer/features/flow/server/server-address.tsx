import { DiscoveryState } from '../../discovery/discovery-state.tsx';
import { IssuerField } from '../../discovery/issuer-field.tsx';
import { EndpointField } from './endpoint-field.tsx';
import styles from './server-card.module.css';

/** Whom to ask: by the server's name, which finds the rest, or by its token endpoint. */
export function ServerAddress() {
  return (
    <div className={styles.address}>
      <IssuerField />
      <EndpointField />
      <div className={styles.discovery}>
        <DiscoveryState />
      </div>
    </div>
  );
}
