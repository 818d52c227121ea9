import { STILL_FRAME_PLACEHOLDERS } from '../../shared/still-frame.ts';
import layouts from '../ui/layout.module.css';
import actionBar from '../workbench/action-bar.module.css';
import frame from '../workbench/frame.module.css';
import halfTabs from '../workbench/half-tabs.module.css';
import { ResultPane } from '../workbench/result/result.tsx';
import library from '../workbench/sidebar/library.module.css';
import side from '../workbench/sidebar/sidebar.module.css';
import { PageNav, PasteButton } from '../workbench/sidebar/sidebar.tsx';
import step from '../workbench/steps/step.module.css';
import timeline from '../workbench/timeline/timeline.module.css';
import { SearchButton } from '../workbench/top-bar/search-button.tsx';
import topBar from '../workbench/top-bar/top-bar.module.css';
import page from '../workbench/workbench.module.css';

const { collapsed, timeline: timelineOpen, welcome } = STILL_FRAME_PLACEHOLDERS;

/**
 * The window before its script runs: the same areas in the same places, without data. The build writes it into index.html
 * (scripts/build/still-frame.mjs) and React replaces it. Nothing in it can be used, or read by a screen reader.
 */
export function StillFrame() {
  return (
    <div
      className={`${frame.frame} still-frame`}
      data-collapsed={collapsed}
      data-welcome={welcome}
      aria-hidden="true"
      inert
    >
      <aside className={side.side} data-collapsed={collapsed}>
        <div className={side.head} />
        <div className={side.environment}>
          <div className="still-frame-environment" />
        </div>
        <PageNav />
        <div className={library.library} />
        <div className={side.foot}>
          <PasteButton />
        </div>
      </aside>
      <header className={topBar.bar}>
        <div className={topBar.search}>
          <SearchButton />
        </div>
      </header>
      <main className={frame.page} data-page="flow">
        <div className={`${layouts.column} still-frame-flow`}>
          <div className={page.panes} data-half="request">
            <div className={halfTabs.tabs}>
              <span className={halfTabs.tab} role="tab" tabIndex={-1} aria-selected>
                Request
              </span>
              <span className={halfTabs.tab} role="tab" tabIndex={-1}>
                Result
              </span>
            </div>
            <section className={page.centre} aria-label="Request">
              <div className={step.steps}>
                <section className={step.step}>
                  <header className={step.head}>
                    <span className={step.number}>1</span>
                    <h2 className={step.title}>Server and client</h2>
                  </header>
                </section>
              </div>
              <div className={actionBar.bar} role="toolbar" aria-label="Run" />
            </section>
            <div aria-hidden="true" />
            <ResultPane />
          </div>
          <section
            className={`${timeline.timeline} still-frame-timeline`}
            aria-label="Timeline"
            data-open={timelineOpen}
          />
        </div>
      </main>
    </div>
  );
}
