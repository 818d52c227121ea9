import { activeClient } from '../../../shared/model/active-client.ts';
import type { AssertionSettings } from '../../../shared/model/client.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { assertionOf } from '../../../shared/oauth/client-authentication/assertion.ts';
import { withClient } from './clients.ts';
import { updateActiveWorkspace } from './workspaces.ts';

/** Changes the active client's assertion settings. */
export function updateAssertion(change: Partial<AssertionSettings>): void {
  updateActiveWorkspace((workspace) => withAssertion(workspace, change));
}

export function withAssertion(workspace: Workspace, change: Partial<AssertionSettings>): Workspace {
  return withClient(workspace, { assertion: { ...assertionOf(activeClient(workspace)), ...change } });
}
