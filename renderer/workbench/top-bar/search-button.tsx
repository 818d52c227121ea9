import { UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { commandOf } from '../../../shared/model/commands.ts';
import { openPalette } from '../../state/actions/navigation.ts';
import { selectIsMac } from '../../state/selectors/platform.ts';
import { useAppState } from '../../state/store.ts';
import { Keys } from '../../ui/keys.tsx';
import styles from './top-bar.module.css';

/** Opens the command palette. */
export function SearchButton() {
  const isMac = useAppState(selectIsMac);
  return (
    <UnstyledButton className={styles.find} aria-haspopup="dialog" onClick={openPalette}>
      <IconSearch size={16} aria-hidden />
      <span>Search or run…</span>
      <Keys keys={commandOf('search').keys ?? ''} isMac={isMac} />
    </UnstyledButton>
  );
}
