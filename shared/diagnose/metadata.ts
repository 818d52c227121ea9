import type { ServerMetadata } from '../discovery/server-metadata.ts';

/** What is known of the authorization server from its metadata, as far as a diagnosis can use it. */
export type KnownMetadata = ServerMetadata;

/** How clients may authenticate at the token endpoint; without the member it is Basic alone (RFC 8414 §2). */
export function authMethodsOf(metadata: KnownMetadata): readonly string[] {
  return metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
}
