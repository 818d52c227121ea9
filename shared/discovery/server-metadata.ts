import { isJsonObject, parseJsonObject } from '../json/json-object.ts';

/**
 * An authorization server's metadata (RFC 8414 §2, OpenID Connect Discovery §3) as used by Credence. Names as in the
 * document. Omits members of the wrong type; the raw document shows them.
 */
export interface ServerMetadata extends MetadataEndpoints {
  readonly issuer?: string | undefined;
  readonly token_endpoint_auth_methods_supported?: readonly string[] | undefined;
  readonly token_endpoint_auth_signing_alg_values_supported?: readonly string[] | undefined;
  readonly introspection_endpoint_auth_methods_supported?: readonly string[] | undefined;
  readonly revocation_endpoint_auth_methods_supported?: readonly string[] | undefined;
  readonly grant_types_supported?: readonly string[] | undefined;
  readonly scopes_supported?: readonly string[] | undefined;
  /** RFC 9449 §5.1. */
  readonly dpop_signing_alg_values_supported?: readonly string[] | undefined;
  /** RFC 8705 §3.3. */
  readonly tls_client_certificate_bound_access_tokens?: boolean | undefined;
  /** RFC 8705 §5. */
  readonly mtls_endpoint_aliases?: MetadataEndpoints | undefined;
  /** RFC 9396 §10. */
  readonly authorization_details_types_supported?: readonly string[] | undefined;
  /** RFC 9701 §7. */
  readonly introspection_signing_alg_values_supported?: readonly string[] | undefined;
}

/** The endpoints of the client credentials flow and later token operations. */
export interface MetadataEndpoints {
  readonly token_endpoint?: string | undefined;
  readonly introspection_endpoint?: string | undefined;
  readonly revocation_endpoint?: string | undefined;
  readonly jwks_uri?: string | undefined;
}

export type MetadataDocument = Readonly<Record<string, unknown>>;

/** Reads a parsed metadata document. Never throws; skips invalid members. */
export function readMetadata(document: MetadataDocument): ServerMetadata {
  const texts = (name: string) => textsOf(document[name]);
  const aliases = document.mtls_endpoint_aliases;
  const bound = document.tls_client_certificate_bound_access_tokens;
  return {
    issuer: textOf(document.issuer),
    ...readEndpoints(document),
    token_endpoint_auth_methods_supported: texts('token_endpoint_auth_methods_supported'),
    token_endpoint_auth_signing_alg_values_supported: texts(
      'token_endpoint_auth_signing_alg_values_supported',
    ),
    introspection_endpoint_auth_methods_supported: texts('introspection_endpoint_auth_methods_supported'),
    revocation_endpoint_auth_methods_supported: texts('revocation_endpoint_auth_methods_supported'),
    grant_types_supported: texts('grant_types_supported'),
    scopes_supported: texts('scopes_supported'),
    dpop_signing_alg_values_supported: texts('dpop_signing_alg_values_supported'),
    tls_client_certificate_bound_access_tokens: typeof bound === 'boolean' ? bound : undefined,
    mtls_endpoint_aliases: isJsonObject(aliases) ? readEndpoints(aliases) : undefined,
    authorization_details_types_supported: texts('authorization_details_types_supported'),
    introspection_signing_alg_values_supported: texts('introspection_signing_alg_values_supported'),
  };
}

/**
 * The metadata document in a response body, or null: a JSON object with an issuer or a token endpoint. RFC 8414 §2
 * requires both, but a document that lacks one is still useful.
 */
export function parseMetadata(text: string): MetadataDocument | null {
  const value = parseJsonObject(text.replace(/^\uFEFF/, ''));
  if (value === null) return null;
  const { issuer, token_endpoint } = readMetadata(value);
  return issuer === undefined && token_endpoint === undefined ? null : value;
}

/** The token endpoint's authentication methods; the default is Basic (RFC 8414 §2). */
export function authMethodsOf(metadata: ServerMetadata): readonly string[] {
  return metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
}

function readEndpoints(document: MetadataDocument): MetadataEndpoints {
  return {
    token_endpoint: textOf(document.token_endpoint),
    introspection_endpoint: textOf(document.introspection_endpoint),
    revocation_endpoint: textOf(document.revocation_endpoint),
    jwks_uri: textOf(document.jwks_uri),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** A list; a single string counts as a list of one, as some servers send it. */
function textsOf(value: unknown): string[] | undefined {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
}
