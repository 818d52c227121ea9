import { PROXY_SECRET_KEY } from './default-connection.ts';
import type { Workspace } from './workspace.ts';

/** Under which name the secret store keeps a key's private half. */
export function privateKeySecretKey(keyId: string): string {
  return `key:${keyId}`;
}

/** Under which name the secret store keeps a secret variable's value in one environment. */
export function variableSecretKey(environmentId: string, variableId: string): string {
  return `variable:${environmentId}:${variableId}`;
}

/** The names of all secrets that a workspace may have. What is not among them any more is forgotten. */
export function secretKeysOf({
  clients,
  keys = [],
  variables,
}: Pick<Workspace, 'clients' | 'keys' | 'variables'>): string[] {
  const secretVariables = variables?.items.filter(({ secret }) => secret) ?? [];
  return [
    ...clients.map(({ id }) => id),
    PROXY_SECRET_KEY,
    ...keys.map(({ id }) => privateKeySecretKey(id)),
    ...(variables?.environments ?? []).flatMap((environment) =>
      secretVariables.map(({ id }) => variableSecretKey(environment.id, id)),
    ),
  ];
}
