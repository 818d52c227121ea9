import { ElectronState } from './electron-state.tsx';
import { FaultsState } from './faults-state.tsx';
import { PresentButton } from './present-button.tsx';
import { SearchButton } from './search-button.tsx';
import { TlsState } from './tls-state.tsx';
import { TokenServerState } from './token-server-state.tsx';
import styles from './top-bar.module.css';

/** Search, and the states that are never hidden. */
export function TopBar() {
  return (
    <header className={styles.bar} data-focus-area>
      <div className={styles.search}>
        <SearchButton />
      </div>
      <div className={styles.states}>
        <ElectronState />
        <FaultsState />
        <TlsState />
        <TokenServerState />
        <PresentButton />
      </div>
    </header>
  );
}
