import type { Workspace } from '../model/workspace.ts';
import { activeEnvironment } from './variables-of.ts';

/** A copy whose variables only have the active environment's values: what a request depends on. */
export function withValuesInForce(workspace: Workspace): Workspace {
  const { variables } = workspace;
  if (!variables) return workspace;
  const environment = activeEnvironment(variables);
  return {
    ...workspace,
    variables: {
      environments: [environment],
      activeEnvironmentId: environment.id,
      items: variables.items.map((item) => {
        const value = item.values[environment.id];
        return { ...item, values: value === undefined ? {} : { [environment.id]: value } };
      }),
    },
  };
}
