import { selectSaved } from '../state/selectors/workspaces.ts';
import { useAppState } from '../state/store.ts';
import { cssVariables } from '../ui/css-variables.ts';
import { ActionBar } from './action-bar.tsx';
import { HalfTabs } from './half-tabs.tsx';
import { Result } from './result/result.tsx';
import { TimelineSlot } from './slots.tsx';
import { Splitter } from './splitter.tsx';
import { Steps } from './steps/steps.tsx';
import { useWelcome, Welcome } from './welcome.tsx';
import styles from './workbench.module.css';

/** The Flow page: the request in three steps, its result beside it, the timeline below. */
export function Workbench() {
  const half = useAppState((state) => state.workbench.half);
  const share = useAppState((state) => state.settings.layout.resultShare);
  const workspaceId = useAppState((state) => selectSaved(state).id);
  const isNew = useWelcome();
  if (isNew) return <Welcome />;
  return (
    <div className={styles.workbench}>
      <h1 className={styles.title}>Client credentials flow</h1>
      <div className={styles.panes} data-half={half} style={cssVariables({ '--result-share': share })}>
        <HalfTabs />
        <section className={styles.centre} aria-label="Request" data-focus-area>
          <Steps key={workspaceId} />
          <ActionBar />
        </section>
        <Splitter />
        <Result />
      </div>
      <TimelineSlot />
    </div>
  );
}
