import { useMemo } from 'react';
import { findProblems, type RequestKind } from '../../../shared/variables/find-problems.ts';
import { resolveWorkspace, type VariableProblem } from '../../../shared/variables/resolve-workspace.ts';
import { hasSecretNamed } from '../../state/selectors/variables.ts';
import { selectWorkspace } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';

/** What keeps a request of the workspace in use from being sent. */
export function useProblems(kind: RequestKind): readonly VariableProblem[] {
  const workspace = useAppState(selectWorkspace);
  const clientsWithSecret = useAppState((state) => state.secrets.stored);
  return useMemo(
    () =>
      findProblems(resolveWorkspace(workspace), kind, (name) =>
        hasSecretNamed(name, workspace, clientsWithSecret),
      ),
    [workspace, kind, clientsWithSecret],
  );
}
