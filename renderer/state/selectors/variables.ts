import { activeClient } from '../../../shared/model/active-client.ts';
import { clientSecretKey, secretKey, variableSecretKey } from '../../../shared/model/secret-keys.ts';
import type { Variables } from '../../../shared/model/variables.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { usesAssertion } from '../../../shared/oauth/methods/methods.ts';
import { ownSecret } from '../../../shared/variables/own-secrets.ts';
import { activeEnvironment, variablesOf } from '../../../shared/variables/variables-of.ts';
import type { AppState } from '../store.ts';
import { selectWorkspace } from './workspaces.ts';

export function selectVariables(state: AppState): Variables {
  return variablesOf(selectWorkspace(state));
}

/**
 * Whether a secret name has a value, which the window does not know. An assertion is signed on sending, so it counts if
 * the client's method uses one.
 */
export function hasSecretNamed(
  name: string,
  workspace: Workspace,
  stored: AppState['secrets']['stored'],
): boolean {
  const client = activeClient(workspace);
  const has = (key: string) => stored.has(secretKey(workspace.id, key));
  switch (ownSecret(name)) {
    case 'CLIENT_SECRET':
      return has(clientSecretKey(client.id));
    case 'CLIENT_ASSERTION':
      return usesAssertion(client.authMethod);
    default: {
      const variables = variablesOf(workspace);
      const variable = variables.items.find((item) => item.secret && item.name === name);
      return variable !== undefined && has(variableSecretKey(activeEnvironment(variables).id, variable.id));
    }
  }
}
