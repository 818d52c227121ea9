import type { AppServices } from '../../core/service-ports.ts';
import type { HandlerGroup } from '../handler-types.ts';

export function createWorkspaceFileHandlers({
  workspaceFiles,
}: Pick<AppServices, 'workspaceFiles'>): HandlerGroup<'workspace.export' | 'workspace.import'> {
  return {
    'workspace.export': ({ workspace, passphrase }) => workspaceFiles.export(workspace, passphrase),
    'workspace.import': ({ text, passphrase }) => workspaceFiles.import(text, passphrase),
  };
}
