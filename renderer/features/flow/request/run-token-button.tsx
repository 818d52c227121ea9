import { runTokenRequest } from '../../../state/actions/runs.ts';
import { selectTokenRun } from '../../../state/selectors/runs.ts';
import { useAppState } from '../../../state/store.ts';
import { RunButton } from '../run-button.tsx';

export function RunTokenButton() {
  const running = useAppState((state) => selectTokenRun(state).running);
  return <RunButton label="Get token" running={running} onRun={() => void runTokenRequest()} />;
}
