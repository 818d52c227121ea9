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
            Each request has its own assertion and proof. Credence counts and times the responses. Only one
            success and the first failures go into the history.
          </EmptyState>
        )
      )}
    </SidePanel>
  );
}
