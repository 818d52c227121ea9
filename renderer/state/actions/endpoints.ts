import { endpointsOf } from '../../../shared/discovery/endpoints.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { updateActiveWorkspace } from './workspaces.ts';

/** Endpoints other than the token endpoint, by their workspace member. */
export type SideEndpoint = 'introspectionEndpoint' | 'revocationEndpoint' | 'jwksUri';

const PUBLISHED = {
  introspectionEndpoint: 'introspection_endpoint',
  revocationEndpoint: 'revocation_endpoint',
  jwksUri: 'jwks_uri',
} as const;

/** The endpoint used if the user enters none; null if unknown. */
export function knownEndpoint(workspace: Workspace, name: SideEndpoint): string | null {
  return endpointsOf(without(workspace, name))[PUBLISHED[name]];
}

export function setEndpoint(name: SideEndpoint, url: string): void {
  updateActiveWorkspace((workspace) => ({ ...workspace, server: { ...workspace.server, [name]: url } }));
}

/** Drops an entered URL that is empty or equals the known one. */
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
