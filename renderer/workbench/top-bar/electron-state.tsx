import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { showPage } from '../../state/actions/navigation.ts';
import { useAppState } from '../../state/store.ts';
import styles from './top-bar.module.css';

/** In sight as long as Credence runs on the unofficial copy of Electron; Settings say more. */
export function ElectronState() {
  const isUnofficial = useAppState((state) => state.application.unofficialElectron);
  if (!isUnofficial) return null;
  return (
    <Tooltip label="This copy of Electron is for development and tests only.">
      <UnstyledButton className={styles.state} data-tone="caution" onClick={() => showPage('settings')}>
        <IconAlertTriangle size={15} aria-hidden />
        <span>Unofficial Electron</span>
      </UnstyledButton>
    </Tooltip>
  );
}
