import { PROXY_SECRET_KEY } from './default-connection.ts';
import type { Workspace } from './workspace.ts';

export type SecretKind = 'client' | 'proxy' | 'key' | 'variable';

/** A secret that a workspace may have. */
export interface SecretOwner {
  readonly kind: SecretKind;
  /** Its name in the secret store, within the workspace. */
  readonly name: string;
  /** Its name before kinds had prefixes: a client with the ID `proxy` collided with the proxy password. */
  readonly formerName: string;
  /** Its name in a question to the user. */
  readonly title: string;
}

/**
 * The secret store's key for a secret. Parts are escaped, so no choice of them can match another workspace's secret.
 */
export function secretKey(workspaceId: string, name: string): string {
  return `${escapePart(workspaceId)}/${name}`;
}

/** The name of a client's secret; `id` is the client's internal one. */
export function clientSecretKey(id: string): string {
  return `client:${escapePart(id)}`;
}

/** The name of a private key. */
export function privateKeySecretKey(keyId: string): string {
  return `key:${escapePart(keyId)}`;
}

/** The name of a secret variable's value in one environment. */
export function variableSecretKey(environmentId: string, variableId: string): string {
  return `variable:${escapePart(environmentId)}:${escapePart(variableId)}`;
}

/** Secrets a page may set by name; private keys are imported separately. */
export const SETTABLE_SECRET = /^(client:[^:/]*|variable:[^:/]*:[^:/]*|proxy:password)$/;

/** A client's secret, by its name. */
export const CLIENT_SECRET = /^client:[^:/]*$/;

/** All secrets a workspace may have. Others are deleted. */
export function secretsOf({
  clients,
  keys = [],
  variables,
}: Pick<Workspace, 'clients' | 'keys' | 'variables'>): SecretOwner[] {
  const secretVariables = variables?.items.filter(({ secret }) => secret) ?? [];
  return [
    ...clients.map(({ id, clientId }) => ({
      kind: 'client' as const,
      name: clientSecretKey(id),
      formerName: id,
      title: `the secret of client “${clientId}”`,
    })),
    { kind: 'proxy', name: PROXY_SECRET_KEY, formerName: 'proxy', title: 'the proxy password' },
    ...keys.map(({ id, name }) => ({
      kind: 'key' as const,
      name: privateKeySecretKey(id),
      formerName: `key:${id}`,
      title: `a proof by the private key “${name}”`,
    })),
    ...(variables?.environments ?? []).flatMap((environment) =>
      secretVariables.map(({ id, name }) => ({
        kind: 'variable' as const,
        name: variableSecretKey(environment.id, id),
        formerName: `variable:${environment.id}:${id}`,
        title: `the secret variable “${name}”`,
      })),
    ),
  ];
}

/** The names of all secrets that a workspace may have. */
export function secretKeysOf(workspace: Pick<Workspace, 'clients' | 'keys' | 'variables'>): string[] {
  return secretsOf(workspace).map(({ name }) => name);
}

function escapePart(text: string): string {
  return text.replace(/[%:/]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
}
