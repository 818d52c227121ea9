import type { SavedWorkspace } from '../../shared/model/workspace.ts';
import { EXIT } from './exit-codes.ts';
import { notFound, Stop } from './stop.ts';

/** The workspace with another environment selected; unchanged for null. */
export function withEnvironment(workspace: SavedWorkspace, name: string | null): SavedWorkspace {
  if (name === null) return workspace;
  const { variables } = workspace;
  const environment = variables?.environments.find((each) => each.name === name);
  if (!variables || !environment) {
    const names = variables?.environments.map((each) => each.name) ?? [];
    throw notFound(`The workspace has no environment “${name}”.`, name, names);
  }
  return { ...workspace, variables: { ...variables, activeEnvironmentId: environment.id } };
}

/**
 * The workspace with variables set from `name=value`. Throws a Stop for a secret one: set its value by environment
 * variable.
 */
export function withVariables(workspace: SavedWorkspace, assignments: readonly string[]): SavedWorkspace {
  return assignments.reduce((changed, assignment) => {
    const [, name, value] = /^([^=]+)=([\s\S]*)$/.exec(assignment) ?? [];
    if (name === undefined || value === undefined) {
      throw new Stop(EXIT.usage, `--var takes name=value, not “${assignment}”.`);
    }
    return withVariable(changed, name, value);
  }, workspace);
}

function withVariable(workspace: SavedWorkspace, name: string, value: string): SavedWorkspace {
  const { variables } = workspace;
  const item = variables?.items.find((each) => each.name === name);
  if (!variables || !item) {
    const names = variables?.items.map((each) => each.name) ?? [];
    throw notFound(`The workspace has no variable “${name}”.`, name, names);
  }
  if (item.secret) {
    throw new Stop(EXIT.usage, `The variable “${name}” is secret. Set it by the environment, not by --var.`);
  }
  const values = { ...item.values, [variables.activeEnvironmentId]: value };
  const items = variables.items.map((each) => (each === item ? { ...item, values } : each));
  return { ...workspace, variables: { ...variables, items } };
}
