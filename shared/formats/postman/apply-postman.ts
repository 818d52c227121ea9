import { activeClient } from '../../model/active-client.ts';
import type { Client, Workspace } from '../../model/workspace.ts';
import { takeNamedParameters } from '../../oauth/request/named-parameters.ts';
import type { PostmanAuth } from './read-oauth2.ts';

/**
 * Applies the settings to a workspace: its server, active client and requests. Keeps the rest (TLS, other clients). The
 * caller stores the secret.
 */
export function applyPostmanAuth({ settings }: PostmanAuth, workspace: Workspace): Workspace {
  const active = activeClient(workspace);
  const client: Client = {
    ...active,
    clientId: settings.clientId,
    authMethod: settings.authMethod,
    basicEncoding: settings.basicEncoding,
    knownScopes: [...new Set([...active.knownScopes, ...settings.scopes])],
  };
  const { named, rest } = takeNamedParameters(settings.parameters.filter(({ enabled }) => enabled));
  return {
    ...workspace,
    server: { issuer: '', tokenEndpoint: settings.tokenEndpoint },
    clients: workspace.clients.map((other) => (other.id === active.id ? client : other)),
    request: {
      scopes: [...settings.scopes],
      ...named,
      parameters: settings.parameters.filter((field) => !field.enabled || rest.includes(field)),
      headers: [...settings.headers],
      rawBody: null,
    },
    api: settings.api ?? workspace.api,
  };
}
