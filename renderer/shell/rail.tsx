import { UnstyledButton } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconHistory, IconRoute, IconServer2 } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { showPage } from '../state/actions/navigation.ts';
import type { PageName } from '../state/slices/navigation.ts';
import { useAppState } from '../state/store.ts';
import styles from './rail.module.css';

interface Entry {
  readonly page: PageName;
  readonly label: string;
  readonly icon: ComponentType<{ size: number; stroke: number }>;
}

const ENTRIES: readonly Entry[] = [
  { page: 'flow', label: 'Flow', icon: IconRoute },
  { page: 'history', label: 'History', icon: IconHistory },
  { page: 'token-server', label: 'Token server', icon: IconServer2 },
  { page: 'settings', label: 'Settings', icon: IconAdjustmentsHorizontal },
];

export function Rail() {
  const current = useAppState((state) => state.page);
  return (
    <nav className={styles.rail} aria-label="Pages">
      {ENTRIES.map(({ page, label, icon: Icon }) => (
        <UnstyledButton
          key={page}
          className={styles.entry}
          aria-current={page === current ? 'page' : undefined}
          onClick={() => showPage(page)}
        >
          <Icon size={20} stroke={1.6} />
          <span>{label}</span>
        </UnstyledButton>
      ))}
    </nav>
  );
}
