import type { AppServices } from '../../core/service-ports.ts';
import type { HandlerGroup } from '../handler-types.ts';

export function createWorkspaceHandlers({
  workspaces,
}: Pick<AppServices, 'workspaces'>): HandlerGroup<
  'workspace.save' | 'workspace.delete' | 'workspace.select'
> {
  return {
    'workspace.save': ({ workspace, selection }) => workspaces.save(workspace, selection),
    'workspace.delete': ({ workspaceId }) => workspaces.delete(workspaceId),
    'workspace.select': ({ workspaceId }) => workspaces.select(workspaceId),
  };
}
