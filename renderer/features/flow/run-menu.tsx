import { ActionIcon, Menu } from '@mantine/core';
import { IconChevronDown, IconRepeat } from '@tabler/icons-react';
import type { RepeatTarget } from '../../../shared/repeat/limits.ts';
import { openRepeat } from '../../state/actions/repeat.ts';
import { selectRepeat } from '../../state/selectors/repeat.ts';
import { useAppState } from '../../state/store.ts';
import styles from './run-button.module.css';

/** Other ways to run what the button beside it runs once. */
export function RunMenu({ target }: { readonly target: RepeatTarget }) {
  const repeating = useAppState((state) => selectRepeat(state, target).runId !== null);
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon
          className={styles.menu}
          variant="filled"
          color="teal"
          aria-label={target === 'token' ? 'More ways to run the request' : 'More ways to run the call'}
        >
          <IconChevronDown size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconRepeat size={15} />} onClick={() => openRepeat(target)}>
          {repeating ? 'Repeat… (running)' : 'Repeat…'}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
