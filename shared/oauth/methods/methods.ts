import type { ClientAuthMethod } from '../../model/client.ts';
import type { Client } from '../../model/workspace.ts';
import { CLIENT_SECRET_BASIC } from './client-secret-basic.ts';
import { CLIENT_SECRET_JWT } from './client-secret-jwt.ts';
import { CLIENT_SECRET_POST } from './client-secret-post.ts';
import type { ClientAuthentication, ClientCredentials, Method } from './method.ts';
import { NONE } from './none.ts';
import { PRIVATE_KEY_JWT } from './private-key-jwt.ts';
import { SELF_SIGNED_TLS_CLIENT_AUTH } from './self-signed-tls-client-auth.ts';
import { TLS_CLIENT_AUTH } from './tls-client-auth.ts';

/** Every client authentication method, in list order. */
export const METHODS: Readonly<Record<ClientAuthMethod, Method>> = {
  client_secret_post: CLIENT_SECRET_POST,
  client_secret_basic: CLIENT_SECRET_BASIC,
  private_key_jwt: PRIVATE_KEY_JWT,
  client_secret_jwt: CLIENT_SECRET_JWT,
  tls_client_auth: TLS_CLIENT_AUTH,
  self_signed_tls_client_auth: SELF_SIGNED_TLS_CLIENT_AUTH,
  none: NONE,
};

/** In the order of {@link METHODS}. */
export const METHOD_NAMES = Object.keys(METHODS) as readonly ClientAuthMethod[];

/** The table's row for a client. */
export function methodOf({ authMethod }: Pick<Client, 'authMethod'>): Method {
  return METHODS[authMethod];
}

/** What the client's method adds to a request. */
export function authenticateClient(client: Client, credentials: ClientCredentials): ClientAuthentication {
  return methodOf(client).authenticate(client, credentials);
}

/** Whether each request contains the secret itself. */
export function sendsSecret(method: ClientAuthMethod): boolean {
  const { credential, assertion } = METHODS[method];
  return credential === 'secret' && assertion === null;
}

/** Whether the method signs a JWT to authenticate the client (RFC 7523 §2.2). */
export function usesAssertion(method: ClientAuthMethod): boolean {
  return METHODS[method].assertion !== null;
}
