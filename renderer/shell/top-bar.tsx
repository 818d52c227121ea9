import { EnvironmentSwitcher } from '../features/variables/environment-switcher.tsx';
import { TlsState } from './tls-state.tsx';
import { TokenServerIndicator } from './token-server-indicator.tsx';
import styles from './top-bar.module.css';
import { WorkspaceSwitcher } from './workspace-switcher.tsx';

/** The workspace, and the two states that are never hidden. */
export function TopBar() {
  return (
    <header className={styles.bar}>
      <div className={styles.workspace}>
        <WorkspaceSwitcher />
        <EnvironmentSwitcher />
      </div>
      <div className={styles.states}>
        <TlsState />
        <TokenServerIndicator />
      </div>
    </header>
  );
}
