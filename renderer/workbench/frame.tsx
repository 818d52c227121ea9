import { type ReactNode, useRef } from 'react';
import type { PageName } from '../state/slices/navigation.ts';
import { useAppState } from '../state/store.ts';
import styles from './frame.module.css';
import { Notices } from './notices.tsx';
import { PageGuard } from './page-guard.tsx';
import { Sidebar } from './sidebar/sidebar.tsx';
import { Toast } from './toast.tsx';
import { TopBar } from './top-bar/top-bar.tsx';
import { useFocusAreas } from './use-focus-areas.ts';
import { useKeptScroll } from './use-kept-scroll.ts';

export interface FrameProps {
  /** Below the page, for example the tutorial. */
  readonly children?: ReactNode;
  /** What each page shows beside sidebar and top bar. */
  readonly pages: Readonly<Record<PageName, ReactNode>>;
}

/** Sidebar, top bar and a page. Nothing scrolls as a whole: each area scrolls alone. */
export function Frame({ pages, children }: FrameProps) {
  const page = useAppState((state) => state.navigation.page);
  const collapsed = useAppState((state) => !state.settings.layout.sidebar);
  const scroll = useKeptScroll(page);
  const frame = useRef<HTMLDivElement>(null);
  useFocusAreas(frame);
  return (
    <div ref={frame} className={styles.frame} data-collapsed={collapsed}>
      <Sidebar />
      <TopBar />
      <main className={styles.page} id="page" data-page={page} {...scroll}>
        <Notices />
        <PageGuard key={page}>{pages[page]}</PageGuard>
      </main>
      {children}
      <Toast />
    </div>
  );
}
