import { FIRST_CALL } from './saved-workspace.ts';

/**
 * Migrates workspaces that had one token request and one API call for all clients. Now each client has its own request,
 * and calls are named: every client gets a copy of the request, and the call becomes the first in the list. Used for
 * the stored document and the workspace file; the schema rejects anything else.
 */
export function nameRequests(workspace: Record<string, unknown>): Record<string, unknown> {
  const { clients, activeClientId: _activeClientId, request, api, ...rest } = workspace;
  if (!Array.isArray(clients) || !isRecord(api)) return workspace;
  return {
    ...rest,
    clients: clients.map((client: unknown) => (isRecord(client) ? { ...client, request } : client)),
    apiCalls: [{ ...FIRST_CALL, clientId: null, ...api, expectations: [] }],
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
