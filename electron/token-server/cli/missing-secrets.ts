import type { ServerClient } from '../../../shared/token-server/server-client.ts';

/** The process's environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment variable for a client's missing secret: TOKEN_SERVER_SECRET_MY_CLIENT for `my-client`. */
export function secretVariable(clientId: string): string {
  return `TOKEN_SERVER_SECRET_${clientId.replace(/[^A-Za-z0-9]/g, '_').toUpperCase()}`;
}

/**
 * Lists clients that cannot authenticate because they have no secret, and how to set one; null if there are none. An
 * exported client file has no secrets.
 */
export function describeMissingSecrets(clients: readonly ServerClient[], file: string): string | null {
  const without = clients.filter(({ authentication }) =>
    authentication.method === 'secret'
      ? authentication.hash === null
      : authentication.method === 'client_secret_jwt' && authentication.secret === null,
  );
  if (without.length === 0) return null;
  return [
    'No secret is known of these clients, so nobody gets a token as one of them:',
    ...without.map(({ clientId }) => `  ${JSON.stringify(clientId)}: set ${secretVariable(clientId)}`),
    `Set the environment variables, or put "secret": "…" beside each "clientId" in ${file}.`,
  ].join('\n');
}
