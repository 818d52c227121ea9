import type { ApiCall, SavedWorkspace, Workspace } from '../model/workspace.ts';

/** The saved call for an exchange: by ID, else the only one with its method and URL. */
export function callOf(
  { apiCalls }: Pick<SavedWorkspace, 'apiCalls'>,
  inputs: Workspace,
  id: string | null,
): ApiCall | null {
  if (id !== null) return apiCalls.find((call) => call.id === id) ?? null;
  const { method, url } = inputs.api;
  const same = apiCalls.filter((call) => call.method === method && call.url === url);
  return (same.length === 1 && same[0]) || null;
}
