/**
 * What is known of the authorization server from its metadata (RFC 8414 §2, OpenID Connect Discovery §3), as far as
 * a diagnosis can use it. Names as in the document, so that a parsed document fits as it is.
 */
export interface KnownMetadata {
  readonly issuer?: string | undefined;
  readonly token_endpoint?: string | undefined;
  readonly token_endpoint_auth_methods_supported?: readonly string[] | undefined;
  readonly grant_types_supported?: readonly string[] | undefined;
  readonly scopes_supported?: readonly string[] | undefined;
  readonly dpop_signing_alg_values_supported?: readonly string[] | undefined;
  readonly tls_client_certificate_bound_access_tokens?: boolean | undefined;
}

/** How clients may authenticate at the token endpoint; without the member it is Basic alone (RFC 8414 §2). */
export function authMethodsOf(metadata: KnownMetadata): readonly string[] {
  return metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
}
