import type { Variables } from '../model/variables.ts';
import type { Workspace } from '../model/workspace.ts';

export type Environment = Variables['environments'][number];

/** The default: no variables, one environment. */
const NO_VARIABLES: Variables = {
  environments: [{ id: 'default', name: 'default' }],
  activeEnvironmentId: 'default',
  items: [],
};

export function variablesOf({ variables = NO_VARIABLES }: Pick<Workspace, 'variables'>): Variables {
  return variables;
}

/** The active environment. The schema guarantees one; an unknown ID falls back to the first. */
export function activeEnvironment({ environments, activeEnvironmentId }: Variables): Environment {
  const environment = environments.find(({ id }) => id === activeEnvironmentId) ?? environments[0];
  if (!environment) throw new Error('There is no environment');
  return environment;
}
