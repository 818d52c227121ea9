import { endpointsOf } from '../../../shared/discovery/endpoints.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { updateActiveWorkspace } from './workspaces.ts';

/** The endpoints beside the token endpoint, by their member of a workspace. */
export type SideEndpoint = 'introspectionEndpoint' | 'revocationEndpoint' | 'jwksUri';

const PUBLISHED = {
  introspectionEndpoint: 'introspection_endpoint',
  revocationEndpoint: 'revocation_endpoint',
  jwksUri: 'jwks_uri',
} as const;

/** Where requests go when nothing is entered by hand; null where that is not known. */
export function knownEndpoint(workspace: Workspace, name: SideEndpoint): string | null {
  return endpointsOf(without(workspace, name))[PUBLISHED[name]];
}

export function setEndpoint(name: SideEndpoint, url: string): void {
  updateActiveWorkspace((workspace) => ({ ...workspace, server: { ...workspace.server, [name]: url } }));
}

/** An address that says nothing, or what is known anyway, is not kept as one of the person's own. */
export function settleEndpoint(name: SideEndpoint): void {
  updateActiveWorkspace((workspace) => {
    const entered = workspace.server[name]?.trim();
    if (entered === undefined) return workspace;
    return entered === '' || entered === knownEndpoint(workspace, name)
      ? without(workspace, name)
      : workspace;
  });
}

function without(workspace: Workspace, name: SideEndpoint): Workspace {
  const { [name]: _gone, ...server } = workspace.server;
  return { ...workspace, server };
}
