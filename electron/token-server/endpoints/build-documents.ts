import type { TokenServerEndpoints } from '../../../shared/token-server/state.ts';
import { CLIENT_AUTH_METHODS } from '../clients/authenticate-client.ts';
import type { ServerDocuments } from '../server-state.ts';
import { buildIndexPage } from './index-page.ts';
import { INTROSPECTION_ALGORITHM } from './introspection-formats.ts';
import { GRANT_TYPES } from './token.ts';

/** The documents of a server whose clients may ask for `scopes` (sorted). */
export function buildDocuments(endpoints: TokenServerEndpoints, scopes: readonly string[]): ServerDocuments {
  return {
    metadata: JSON.stringify(buildMetadata(endpoints, scopes)),
    index: buildIndexPage(endpoints),
  };
}

/**
 * What the server does, by the names of RFC 8414 §2. Nothing that it does not do is claimed, so OpenID Connect's
 * required members about ID tokens and the authorization endpoint are missing.
 */
function buildMetadata(endpoints: TokenServerEndpoints, scopes: readonly string[]): Record<string, unknown> {
  return {
    issuer: endpoints.issuer,
    token_endpoint: endpoints.token,
    token_endpoint_auth_methods_supported: CLIENT_AUTH_METHODS,
    introspection_endpoint: endpoints.introspection,
    introspection_endpoint_auth_methods_supported: CLIENT_AUTH_METHODS,
    // RFC 9701 §7.
    introspection_signing_alg_values_supported: [INTROSPECTION_ALGORITHM],
    revocation_endpoint: endpoints.revocation,
    revocation_endpoint_auth_methods_supported: CLIENT_AUTH_METHODS,
    jwks_uri: endpoints.jwks,
    // RFC 8414 §3.2: members without elements are left out.
    ...(scopes.length === 0 ? {} : { scopes_supported: scopes }),
    grant_types_supported: GRANT_TYPES,
    // Required even where, as here, there is no authorization endpoint to ask for one.
    response_types_supported: [],
  };
}
