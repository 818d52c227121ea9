import { runTokenRequest } from '../../../state/actions/runs.ts';
import { selectTokenRun } from '../../../state/selectors/runs.ts';
import { useAppState } from '../../../state/store.ts';
import { useProblems } from '../../variables/use-problems.ts';
import { RunButton } from '../run-button.tsx';
import { RunMenu } from '../run-menu.tsx';

export function RunTokenButton() {
  const running = useAppState((state) => selectTokenRun(state).running);
  const isBlocked = useProblems('token').length > 0;
  return (
    <RunButton
      label="Get token"
      running={running}
      isBlocked={isBlocked}
      onRun={() => void runTokenRequest()}
      menu={<RunMenu target="token" />}
    />
  );
}
