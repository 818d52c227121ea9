import { lazy, Suspense, useEffect } from 'react';
import { FlowPage } from '../features/flow/flow-page.tsx';
import { SettingsPage } from '../features/settings/settings-page.tsx';
import { TokenServerPage } from '../features/token-server/token-server-page.tsx';
import { Tutorial } from '../features/tutorial/tutorial.tsx';
import { announceReady } from '../state/actions/start.ts';
import { useAppState } from '../state/store.ts';
import { Notices } from './notices.tsx';
import { PageGuard } from './page-guard.tsx';
import { Rail } from './rail.tsx';
import styles from './shell.module.css';
import { StartFailure } from './start-failure.tsx';
import { TopBar } from './top-bar.tsx';

/** What the first page does not need is read from the disk when that one is on the screen. */
const loadHistoryPage = () => import('../features/history/history-page.tsx');
const loadInspector = () => import('../features/inspector/inspector-drawer.tsx');
const HistoryPage = lazy(() => loadHistoryPage().then((module) => ({ default: module.HistoryPage })));
const InspectorDrawer = lazy(() => loadInspector().then((module) => ({ default: module.InspectorDrawer })));

/** The frame around every page: rail, top bar with what is never hidden, notices, the page. */
export function Shell() {
  const phase = useAppState((state) => state.phase);
  const startError = useAppState((state) => state.startError);
  const page = useAppState((state) => state.page);
  const inspecting = useAppState((state) => state.drawerId !== null && state.page !== 'history');

  useEffect(() => {
    if (phase === 'starting') return;
    // Two frames: the first one draws this state, the second one begins when it is on the screen.
    requestAnimationFrame(() =>
      requestAnimationFrame(async () => {
        await announceReady();
        void loadHistoryPage();
        void loadInspector();
      }),
    );
  }, [phase]);

  if (phase === 'starting') return null;
  if (phase === 'failed') return startError && <StartFailure error={startError} />;
  return (
    <div className={styles.shell}>
      <Rail />
      <TopBar />
      <main className={styles.page} id="page">
        <Notices />
        <PageGuard key={page}>
          {page === 'flow' && <FlowPage />}
          {page === 'history' && (
            <Suspense>
              <HistoryPage />
            </Suspense>
          )}
          {page === 'token-server' && <TokenServerPage />}
          {page === 'settings' && <SettingsPage />}
        </PageGuard>
      </main>
      <Suspense>{inspecting && <InspectorDrawer />}</Suspense>
      <Tutorial />
    </div>
  );
}
