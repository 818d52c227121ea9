import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconClipboardText,
  IconHistory,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconRoute,
  IconServer2,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { EnvironmentSwitcher } from '../../features/variables/environment-switcher.tsx';
import { openImport, showPage } from '../../state/actions/navigation.ts';
import { toggleSidebar } from '../../state/actions/workbench.ts';
import type { PageName } from '../../state/slices/navigation.ts';
import { useAppState } from '../../state/store.ts';
import { Library } from './library.tsx';
import styles from './sidebar.module.css';
import { WorkspaceSwitcher } from './workspace-switcher.tsx';

interface Entry {
  readonly page: PageName;
  readonly label: string;
  readonly icon: ComponentType<{ size: number; stroke: number }>;
}

const PAGES: readonly Entry[] = [
  { page: 'flow', label: 'Flow', icon: IconRoute },
  { page: 'history', label: 'History', icon: IconHistory },
  { page: 'token-server', label: 'Token server', icon: IconServer2 },
];
const SETTINGS: Entry = { page: 'settings', label: 'Settings', icon: IconAdjustmentsHorizontal };

/** The workspace, the pages, and the library of what is named and kept. Collapsed it is a rail of icons. */
export function Sidebar() {
  const collapsed = useAppState((state) => !state.settings.layout.sidebar);
  return (
    <aside className={styles.side} data-collapsed={collapsed} aria-label="Sidebar" data-focus-area>
      <div className={styles.head}>
        <WorkspaceSwitcher />
        <CollapseButton collapsed={collapsed} />
      </div>
      <div className={styles.environment}>
        <EnvironmentSwitcher />
      </div>
      <PageNav />
      <Library collapsed={collapsed} />
      <div className={styles.foot}>
        <PasteButton />
      </div>
    </aside>
  );
}

export function PageNav() {
  return (
    <nav className={styles.nav} aria-label="Pages">
      {PAGES.map((entry) => (
        <PageButton key={entry.page} entry={entry} />
      ))}
      {/* Last in the order of the keyboard, at the foot for the eye. */}
      <PageButton entry={SETTINGS} />
    </nav>
  );
}

function PageButton({ entry: { page, label, icon: Icon } }: { readonly entry: Entry }) {
  const current = useAppState((state) => state.navigation.page);
  const isRunning = useAppState((state) => state.tokenServer.state.status === 'running');
  return (
    <Tooltip label={label} position="right">
      <UnstyledButton
        className={styles.page}
        data-page={page}
        aria-current={page === current ? 'page' : undefined}
        aria-label={label}
        onClick={() => showPage(page)}
      >
        <Icon size={16} stroke={1.75} />
        <span className={styles.wide}>{label}</span>
        {page === 'token-server' && isRunning && <span className={styles.dot} aria-hidden="true" />}
      </UnstyledButton>
    </Tooltip>
  );
}

function CollapseButton({ collapsed }: { readonly collapsed: boolean }) {
  const Icon = collapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <ActionIcon
      className={styles.collapse}
      aria-label={collapsed ? 'Expand the sidebar' : 'Collapse the sidebar'}
      aria-expanded={!collapsed}
      onClick={toggleSidebar}
    >
      <Icon size={16} stroke={1.75} />
    </ActionIcon>
  );
}

/** Opens a focused field: the page may not read the clipboard, only a real paste does. */
export function PasteButton() {
  return (
    <button type="button" className={styles.paste} onClick={() => openImport()}>
      <IconClipboardText size={16} aria-hidden />
      <span className={styles.pasteWords}>
        <b>Paste anything</b>
        <span>curl, JWT, URL, HAR</span>
      </span>
    </button>
  );
}
