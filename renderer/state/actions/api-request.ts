import type { ApiRequestDraft } from '../../../shared/model/workspace.ts';
import { updateActiveWorkspace } from './workspaces.ts';

export function changeApiRequest(change: Partial<ApiRequestDraft>): void {
  updateActiveWorkspace((workspace) => ({ ...workspace, api: { ...workspace.api, ...change } }));
}
