import { RunError } from '../../exchange-view/run-error.tsx';
import { closeRepeat } from '../../state/actions/repeat.ts';
import { selectRepeat } from '../../state/selectors/repeat.ts';
import { useAppState } from '../../state/store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { RepeatForm } from './repeat-form.tsx';
import { RepeatResults } from './repeat-results.tsx';

const TITLES = { token: 'Repeat the token request', api: 'Repeat the API call' };

/** One request many times: to see caching, limits, reuse, and the slow one in a hundred. */
export function RepeatDrawer() {
  const target = useAppState((state) => state.repeat.panel) ?? 'token';
  const inspecting = useAppState((state) => state.history.drawerId !== null);
  const { report, error, runId } = useAppState((state) => selectRepeat(state, target));
  return (
    <SidePanel title={TITLES[target]} onClose={closeRepeat} covered={inspecting}>
      <RepeatForm target={target} />
      {error && <RunError error={error} />}
      {report ? (
        <RepeatResults report={report} />
      ) : (
        !error &&
        runId === null && (
          <EmptyState title="Nothing measured yet">
            Each request is made anew, with an assertion and a proof of its own. Their answers are counted and
            timed, not kept: one that succeeds and the first that fail go into the history.
          </EmptyState>
        )
      )}
    </SidePanel>
  );
}
