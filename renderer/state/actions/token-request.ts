import { activeClient } from '../../../shared/model/active-client.ts';
import type { Field, TokenRequestDraft, Workspace } from '../../../shared/model/workspace.ts';
import { parseScope } from '../../../shared/oauth/scope.ts';
import { withClient } from './clients.ts';
import { updateActiveWorkspace } from './workspaces.ts';

export function setTokenEndpoint(tokenEndpoint: string): void {
  updateActiveWorkspace((workspace) => ({ ...workspace, server: { ...workspace.server, tokenEndpoint } }));
}

export function setVerification(verification: 'on' | 'off'): void {
  updateActiveWorkspace((workspace) => ({ ...workspace, tls: { ...workspace.tls, verification } }));
}

export function setTimeLimit(timeLimitMs: number): void {
  updateActiveWorkspace((workspace) => ({ ...workspace, timeLimitMs }));
}

/** Asks for the scopes of a typed text, and keeps them on offer for this client. */
export function addScopes(text: string): void {
  const typed = parseScope(text);
  if (typed.length > 0) updateActiveWorkspace((workspace) => withScopes(workspace, typed));
}

/** The workspace asking for these scopes as well. */
export function withScopes(workspace: Workspace, added: readonly string[]): Workspace {
  const { knownScopes } = activeClient(workspace);
  const asking = withRequest(workspace, { scopes: [...new Set([...workspace.request.scopes, ...added])] });
  return withClient(asking, { knownScopes: [...new Set([...knownScopes, ...added])] });
}

export function withoutScopes(workspace: Workspace, dropped: readonly string[]): Workspace {
  return withRequest(workspace, {
    scopes: workspace.request.scopes.filter((scope) => !dropped.includes(scope)),
  });
}

export function toggleScope(scope: string): void {
  updateActiveWorkspace((workspace) =>
    workspace.request.scopes.includes(scope)
      ? withoutScopes(withScopes(workspace, [scope]), [scope])
      : withScopes(workspace, [scope]),
  );
}

/** Takes a scope off the offer. */
export function forgetScope(scope: string): void {
  updateActiveWorkspace((workspace) =>
    withClient(workspace, {
      knownScopes: activeClient(workspace).knownScopes.filter((known) => known !== scope),
    }),
  );
}

export function setParameters(parameters: Field[]): void {
  updateActiveWorkspace((workspace) => withRequest(workspace, { parameters }));
}

export function setRequestHeaders(headers: Field[]): void {
  updateActiveWorkspace((workspace) => withRequest(workspace, { headers }));
}

/** Null goes back to the body that is built from the form. */
export function setRawBody(rawBody: string | null): void {
  updateActiveWorkspace((workspace) => withRequest(workspace, { rawBody }));
}

function withRequest(workspace: Workspace, change: Partial<TokenRequestDraft>): Workspace {
  return { ...workspace, request: { ...workspace.request, ...change } };
}
