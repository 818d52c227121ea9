import { secretKey, variableSecretKey } from '../../../shared/model/secret-keys.ts';
import type { Variable, Variables } from '../../../shared/model/variables.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { mapTemplates } from '../../../shared/variables/map-templates.ts';
import { renameReferences } from '../../../shared/variables/references.ts';
import { activeEnvironment, variablesOf } from '../../../shared/variables/variables-of.ts';
import { newId } from '../new-id.ts';
import { selectVariables } from '../selectors/variables.ts';
import { selectWorkspace } from '../selectors/workspaces.ts';
import { store, update } from '../store.ts';
import { clearSecret, flushSecrets, setSecret } from './secrets.ts';
import { offerUndo } from './toast.ts';
import { updateActiveWorkspace, updateWorkspace } from './workspaces.ts';

/** Opens the variable manager at `name`, which is added if missing. */
export function openVariables(name: string | null = null): void {
  const items = selectVariables(store.getState()).items;
  if (name !== null && !items.some((item) => item.name === name)) addVariable(name);
  update({ navigation: { variablesDialog: { open: true, name } } });
}

export function closeVariables(): void {
  update({ navigation: { variablesDialog: { open: false, name: null } } });
  void flushSecrets();
}

export function addVariable(name = ''): void {
  const added: Variable = { id: newId(), name, secret: false, values: {} };
  updateVariables((variables) => ({ ...variables, items: [...variables.items, added] }));
}

/** Renames a variable and all references to it. */
export function renameVariable(id: string, name: string): void {
  const before = selectVariables(store.getState()).items.find((item) => item.id === id);
  if (!before || before.name === name) return;
  const rename = (text: string) => (before.name === '' ? text : renameReferences(text, before.name, name));
  updateActiveWorkspace((workspace) =>
    withVariables(mapTemplates(workspace, rename), (variables) => ({
      ...variables,
      items: variables.items.map((item) =>
        item.id === id
          ? { ...item, name }
          : {
              ...item,
              values: Object.fromEntries(
                Object.entries(item.values).map(([environment, value]) => [environment, rename(value)]),
              ),
            },
      ),
    })),
  );
}

export function setVariableValue(id: string, environmentId: string, value: string): void {
  updateVariable(id, (variable) => {
    const { [environmentId]: _before, ...others } = variable.values;
    return { ...variable, values: value === '' ? others : { ...others, [environmentId]: value } };
  });
}

/** Moves the values to the secret store. If one cannot be stored, nothing changes. */
export async function makeVariableSecret(id: string): Promise<void> {
  const workspace = selectWorkspace(store.getState());
  const variable = variablesOf(workspace).items.find((item) => item.id === id);
  for (const [environmentId, value] of Object.entries(variable?.values ?? {})) {
    const key = variableSecretKey(environmentId, id);
    await setSecret(workspace.id, key, value);
    if (!store.getState().secrets.stored.has(secretKey(workspace.id, key))) return;
  }
  updateVariable(id, (current) => ({ ...current, secret: true, values: {} }));
}

/** Its values are lost: the window does not know them. */
export async function makeVariablePlain(id: string): Promise<void> {
  await forgetSecretValues((item) => item.id === id);
  updateVariable(id, (current) => ({ ...current, secret: false, values: {} }));
}

/** With undo: the main process keeps secret values during that time. */
export function removeVariable(id: string): void {
  const { id: workspaceId } = selectWorkspace(store.getState());
  const { items } = selectVariables(store.getState());
  const index = items.findIndex((item) => item.id === id);
  const variable = items[index];
  if (!variable) return;
  updateVariables((variables) => ({ ...variables, items: variables.items.filter((item) => item.id !== id) }));
  if (variable.name === '') return;
  offerUndo(`Deleted the variable “${variable.name}”.`, () =>
    updateWorkspace(workspaceId, (workspace) =>
      withVariables(workspace, (variables) => ({
        ...variables,
        items: variables.items.toSpliced(index, 0, variable),
      })),
    ),
  );
}

/** Adds an environment without values. */
export function addEnvironment(): void {
  updateVariables((variables) => {
    const taken = new Set(variables.environments.map(({ name }) => name));
    let number = variables.environments.length + 1;
    while (taken.has(`environment ${number}`)) number += 1;
    const added = { id: newId(), name: `environment ${number}` };
    return { ...variables, environments: [...variables.environments, added] };
  });
}

export function renameEnvironment(id: string, name: string): void {
  updateVariables((variables) => ({
    ...variables,
    environments: variables.environments.map((each) => (each.id === id ? { ...each, name } : each)),
  }));
}

/** With undo, like {@link removeVariable}. The last one stays. */
export function removeEnvironment(id: string): void {
  const { id: workspaceId } = selectWorkspace(store.getState());
  const before = selectVariables(store.getState());
  const removed = before.environments.find((each) => each.id === id);
  if (!removed || before.environments.length === 1) return;
  offerUndo(`Deleted the environment “${removed.name}”.`, () =>
    updateWorkspace(workspaceId, (workspace) =>
      withVariables(workspace, (variables) => withEnvironment(variables, before, id)),
    ),
  );
  updateVariables((variables) => {
    const environments = variables.environments.filter((each) => each.id !== id);
    const [first] = environments;
    if (!first) return variables;
    return {
      environments,
      activeEnvironmentId: variables.activeEnvironmentId === id ? first.id : activeEnvironment(variables).id,
      items: variables.items.map((item) => {
        const { [id]: _gone, ...values } = item.values;
        return { ...item, values };
      }),
    };
  });
}

/** Restores an environment and its values; keeps later changes. */
function withEnvironment(variables: Variables, before: Variables, id: string): Variables {
  const index = before.environments.findIndex((each) => each.id === id);
  return {
    environments: variables.environments.toSpliced(index, 0, ...before.environments.slice(index, index + 1)),
    activeEnvironmentId: before.activeEnvironmentId,
    items: variables.items.map((item) => {
      const value = before.items.find((each) => each.id === item.id)?.values[id];
      return value === undefined ? item : { ...item, values: { ...item.values, [id]: value } };
    }),
  };
}

export async function switchEnvironment(id: string): Promise<void> {
  await flushSecrets();
  updateVariables((variables) => ({ ...variables, activeEnvironmentId: id }));
}

async function forgetSecretValues(isMeant: (variable: Variable) => boolean): Promise<void> {
  const state = store.getState();
  const workspace = selectWorkspace(state);
  const { environments, items } = variablesOf(workspace);
  const keys = environments
    .flatMap(({ id }) => items.filter(isMeant).map((item) => variableSecretKey(id, item.id)))
    .filter((key) => state.secrets.stored.has(secretKey(workspace.id, key)));
  for (const key of keys) await clearSecret(workspace.id, key);
}

function updateVariable(id: string, update: (variable: Variable) => Variable): void {
  updateVariables((variables) => ({
    ...variables,
    items: variables.items.map((item) => (item.id === id ? update(item) : item)),
  }));
}

function updateVariables(update: (variables: Variables) => Variables): void {
  updateActiveWorkspace((workspace) => withVariables(workspace, update));
}

function withVariables(workspace: Workspace, update: (variables: Variables) => Variables): Workspace {
  return { ...workspace, variables: update(variablesOf(workspace)) };
}
