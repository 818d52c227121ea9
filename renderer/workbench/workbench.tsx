import { selectSaved } from '../state/selectors/workspaces.ts';
import { useAppState } from '../state/store.ts';
import { cssVariables } from '../ui/css-variables.ts';
import layouts from '../ui/layout.module.css';
import { loadLater } from '../ui/load-later.tsx';
import { ActionBar } from './action-bar.tsx';
import { HalfTabs } from './half-tabs.tsx';
import { Result } from './result/result.tsx';
import { Splitter } from './splitter.tsx';
import { Steps } from './steps/steps.tsx';
import { Timeline } from './timeline/timeline.tsx';
import { useWelcome, Welcome } from './welcome.tsx';
import styles from './workbench.module.css';

const comparison = loadLater(() =>
  import('../features/history/compare/compare-view.tsx').then(({ CompareView }) => CompareView),
);

/** The Flow page: the request in three steps, its result beside it, the timeline below. */
export function Workbench() {
  const half = useAppState((state) => state.workbench.half);
  const share = useAppState((state) => state.settings.layout.resultShare);
  const workspaceId = useAppState((state) => selectSaved(state).id);
  const isComparing = useAppState((state) => state.history.comparedIds !== null);
  const isNew = useWelcome();
  if (isNew) return <Welcome />;
  return (
    <div className={layouts.column}>
      <h1 className={layouts.unseen}>Client credentials flow</h1>
      {isComparing ? (
        <div className={styles.comparison}>
          <comparison.Component />
        </div>
      ) : (
        <div className={styles.panes} data-half={half} style={cssVariables({ '--result-share': share })}>
          <HalfTabs />
          <section className={styles.centre} aria-label="Request" data-focus-area>
            <Steps key={workspaceId} />
            <ActionBar />
          </section>
          <Splitter />
          <Result />
        </div>
      )}
      <Timeline />
    </div>
  );
}
