import { FIRST_CALL } from './saved-workspace.ts';

/**
 * Workspaces once had one token request and one API call, whichever client was selected. Now each client has its own
 * request and calls have names: every client gets a copy of the request, the call becomes the first of its list. For the
 * stored document and the workspace file alike; what is not an object with clients is left for the schema to refuse.
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
