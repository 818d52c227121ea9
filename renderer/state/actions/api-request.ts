import type { ApiRequestDraft, Renewal } from '../../../shared/model/workspace.ts';
import { updateActiveWorkspace } from './workspaces.ts';

export function changeApiRequest(change: Partial<ApiRequestDraft>): void {
  updateActiveWorkspace((workspace) => ({ ...workspace, api: { ...workspace.api, ...change } }));
}

/** Sets when API calls automatically renew their token. */
export function changeRenewal(change: Partial<Renewal>): void {
  updateActiveWorkspace((workspace) => ({
    ...workspace,
    renewal: { beforeExpiry: false, onUnauthorized: false, ...workspace.renewal, ...change },
  }));
}
