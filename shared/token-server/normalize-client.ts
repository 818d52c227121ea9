import type { ServerClientView } from './client-view.ts';
import { CLIENT_DEFAULTS } from './server-client.ts';

/**
 * A client ready to store: scopes trimmed and unique, defaults omitted. Equivalent clients become equal, so that a
 * comparison shows only real changes.
 */
export function normalizeClient(client: ServerClientView): ServerClientView {
  const normal = {
    ...client,
    clientId: client.clientId.trim(),
    description: client.description.trim(),
    scopes: clean(client.scopes),
    ...(client.defaultScopes === undefined ? {} : { defaultScopes: clean(client.defaultScopes) }),
  };
  const needsNoJwt = client.tokenFormat !== 'jwt';
  return Object.fromEntries(
    Object.entries(normal).filter(
      ([name, value]) => !isDefault(name, value) && !(name === 'jwt' && needsNoJwt),
    ),
  ) as ServerClientView;
}

function clean(scopes: readonly string[]): string[] {
  return [...new Set(scopes.map((scope) => scope.trim()).filter((scope) => scope !== ''))];
}

function isDefault(name: string, value: unknown): boolean {
  if (!Object.hasOwn(CLIENT_DEFAULTS, name)) return false;
  const usual = CLIENT_DEFAULTS[name as keyof typeof CLIENT_DEFAULTS];
  return JSON.stringify(sorted(usual)) === JSON.stringify(sorted(value));
}

/** The order of capabilities is irrelevant. */
function sorted(value: unknown): unknown {
  return Array.isArray(value) ? [...value].sort() : value;
}
