import { activeClient } from '../../../shared/model/active-client.ts';
import type { Field, TokenRequestDraft, Workspace } from '../../../shared/model/workspace.ts';
import { parseScope } from '../../../shared/oauth/parameters/scope.ts';
import { resolveWorkspace } from '../../../shared/variables/resolve-workspace.ts';
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

/** Requests the scopes in a typed text, and keeps them as suggestions for this client. */
export function addScopes(text: string): void {
  const typed = parseScope(text);
  if (typed.length > 0) updateActiveWorkspace((workspace) => withScopes(workspace, typed));
}

/** The workspace with these scopes added to its request. */
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

/** Removes a suggested scope. */
export function forgetScope(scope: string): void {
  updateActiveWorkspace((workspace) =>
    withClient(workspace, {
      knownScopes: activeClient(workspace).knownScopes.filter((known) => known !== scope),
    }),
  );
}

export function setResources(resources: readonly string[]): void {
  updateActiveWorkspace((workspace) => withRequest(workspace, { resources: [...resources] }));
}

/** The workspace requesting tokens for this API, too. */
export function withResource(workspace: Workspace, resource: string): Workspace {
  const { resources = [] } = workspace.request;
  return withRequest(workspace, { resources: [...new Set([...resources, resource])] });
}

export function setAudience(audience: string): void {
  updateActiveWorkspace((workspace) => withRequest(workspace, { audience }));
}

export function setAuthorizationDetails(authorizationDetails: string): void {
  updateActiveWorkspace((workspace) => withRequest(workspace, { authorizationDetails }));
}

/** The workspace without resources and audiences of these values; parameter rows with one are disabled, not deleted. */
export function withoutTargets(workspace: Workspace, targets: readonly string[]): Workspace {
  const { workspace: sent } = resolveWorkspace(workspace);
  const { resources = [], audience = '' } = workspace.request;
  const isKept = (index: number) => !targets.includes(sent.request.resources?.[index] ?? '');
  const kept = withRequest(workspace, {
    resources: resources.filter((_, index) => isKept(index)),
    audience: targets.includes(sent.request.audience ?? '') ? '' : audience,
  });
  return withoutRows(kept, (index) => {
    const { name = '', value = '' } = sent.request.parameters[index] ?? {};
    return (name === 'resource' || name === 'audience') && targets.includes(value);
  });
}

/** The workspace without `authorization_details`; parameter rows with it are disabled, not deleted. */
export function withoutAuthorizationDetails(workspace: Workspace): Workspace {
  const { workspace: sent } = resolveWorkspace(workspace);
  return withoutRows(
    withRequest(workspace, { authorizationDetails: '' }),
    (index) => sent.request.parameters[index]?.name === 'authorization_details',
  );
}

function withoutRows(workspace: Workspace, isMeant: (index: number) => boolean): Workspace {
  const { parameters } = workspace.request;
  return withRequest(workspace, {
    parameters: parameters.map((row, index) => (isMeant(index) ? { ...row, enabled: false } : row)),
  });
}

export function setParameters(parameters: Field[]): void {
  updateActiveWorkspace((workspace) => withRequest(workspace, { parameters }));
}

export function setRequestHeaders(headers: Field[]): void {
  updateActiveWorkspace((workspace) => withRequest(workspace, { headers }));
}

/** Null restores the body built from the form. */
export function setRawBody(rawBody: string | null): void {
  updateActiveWorkspace((workspace) => withRequest(workspace, { rawBody }));
}

function withRequest(workspace: Workspace, change: Partial<TokenRequestDraft>): Workspace {
  return { ...workspace, request: { ...workspace.request, ...change } };
}
