import { EndpointField } from '../flow/server/endpoint-field.tsx';
import styles from './discovery.module.css';
import { DiscoveryState } from './discovery-state.tsx';
import { IssuerField } from './issuer-field.tsx';

/** Whom to ask: by the server's name, which finds the rest, or by its token endpoint. */
export function ServerAddress() {
  return (
    <div className={styles.server}>
      <IssuerField />
      <EndpointField />
      <div className={styles.state}>
        <DiscoveryState />
      </div>
    </div>
  );
}
