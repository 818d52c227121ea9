import type { ClientAuthMethod } from '../../../shared/model/client.ts';
import { HmacAlgorithmSchema, SECRET_METHODS } from '../../../shared/token-server/client-authentication.ts';
import { isCertificateMethod, methodsOf } from '../../../shared/token-server/describe-client.ts';
import { CLIENT_DEFAULTS, type ServerClient } from '../../../shared/token-server/server-client.ts';
import type { TokenServerEndpoints } from '../../../shared/token-server/state.ts';
import type { ClientRegistry } from '../clients/client-registry.ts';
import { PROOF_ALGORITHMS } from '../proofs/proof-algorithms.ts';
import type { ServerState } from '../server-state.ts';
import { GRANT_TYPES } from './decide-grant.ts';
import { INTROSPECTION_ALGORITHM } from './introspection-formats.ts';

/**
 * The server's metadata for these clients (RFC 8414 §2). OpenID Connect Discovery §3 requires members for flows that
 * this server lacks, and libraries reject a document without them: their values promise as little as possible.
 */
export function buildMetadata(
  endpoints: TokenServerEndpoints,
  { all, scopes }: ClientRegistry,
  asksForCertificates: boolean,
): Record<string, unknown> {
  const methods = supportedMethods(all, asksForCertificates);
  const algorithms = supportedAlgorithms(all);
  const { mutualTls } = endpoints;
  return {
    issuer: endpoints.issuer,
    authorization_endpoint: endpoints.authorization,
    token_endpoint: endpoints.token,
    ...authenticationMembers('token', methods, algorithms),
    ...(endpoints.introspection === ''
      ? {}
      : {
          introspection_endpoint: endpoints.introspection,
          ...authenticationMembers('introspection', methods, algorithms),
          // RFC 9701 §7.
          introspection_signing_alg_values_supported: [INTROSPECTION_ALGORITHM],
        }),
    ...(endpoints.revocation === ''
      ? {}
      : {
          revocation_endpoint: endpoints.revocation,
          // A public client revokes with only its ID (RFC 7009 §2.1).
          ...authenticationMembers(
            'revocation',
            all.some(isPublic) ? [...methods, 'none'] : methods,
            algorithms,
          ),
        }),
    jwks_uri: endpoints.jwks,
    // RFC 8414 §3.2: omit empty members.
    ...(scopes.length === 0 ? {} : { scopes_supported: scopes }),
    grant_types_supported: GRANT_TYPES,
    // Required, and may not be empty (RFC 8414 §3.2): the one response type that grants nothing.
    response_types_supported: ['none'],
    // `sub` is the same for every API.
    subject_types_supported: ['public'],
    // OpenID Connect Discovery §3: RS256 must be there. This server issues no ID tokens.
    id_token_signing_alg_values_supported: ['RS256'],
    ...bindingMembers(all, asksForCertificates),
    // RFC 8705 §5.
    ...(mutualTls === undefined
      ? {}
      : {
          mtls_endpoint_aliases: {
            token_endpoint: mutualTls.token,
            ...(mutualTls.introspection === '' ? {} : { introspection_endpoint: mutualTls.introspection }),
            ...(mutualTls.revocation === '' ? {} : { revocation_endpoint: mutualTls.revocation }),
          },
        }),
  };
}

/** The metadata of the API or one of its paths (RFC 9728 §2). */
export function buildResourceMetadata(
  resource: string,
  { asksForCertificates, clients: { all, scopes }, endpoints: { issuer } }: ServerState,
): Record<string, unknown> {
  return {
    resource,
    authorization_servers: [issuer],
    bearer_methods_supported: ['header'],
    ...(scopes.length === 0 ? {} : { scopes_supported: scopes }),
    ...bindingMembers(all, asksForCertificates),
  };
}

/** The supported token bindings. Both documents use the same names. */
function bindingMembers(
  clients: readonly ServerClient[],
  asksForCertificates: boolean,
): Record<string, unknown> {
  return {
    // RFC 9449 §5.1.
    ...(clients.some(mayUseDpop) ? { dpop_signing_alg_values_supported: PROOF_ALGORITHMS } : {}),
    // RFC 8705 §3.3.
    ...(asksForCertificates && clients.some(mayBindToCertificate)
      ? { tls_client_certificate_bound_access_tokens: true }
      : {}),
  };
}

type Endpoint = 'token' | 'introspection' | 'revocation';

function authenticationMembers(
  endpoint: Endpoint,
  methods: readonly ClientAuthMethod[],
  algorithms: readonly string[],
): Record<string, unknown> {
  return {
    [`${endpoint}_endpoint_auth_methods_supported`]: methods,
    ...(algorithms.length === 0
      ? {}
      : { [`${endpoint}_endpoint_auth_signing_alg_values_supported`]: algorithms }),
  };
}

/** In the usual order. A public client gets no tokens, so `none` is omitted. */
const METHODS: readonly ClientAuthMethod[] = [
  ...SECRET_METHODS,
  'client_secret_jwt',
  'private_key_jwt',
  'tls_client_auth',
  'self_signed_tls_client_auth',
];

function supportedMethods(
  clients: readonly ServerClient[],
  asksForCertificates: boolean,
): readonly ClientAuthMethod[] {
  const used = new Set(clients.flatMap(({ authentication }) => methodsOf(authentication)));
  const offered = METHODS.filter(
    (method) => used.has(method) && (asksForCertificates || !isCertificateMethod(method)),
  );
  // The member may not be empty; if absent, it means client_secret_basic (RFC 8414 §2).
  return offered.length === 0 ? SECRET_METHODS : offered;
}

/** Algorithms for assertions. */
function supportedAlgorithms(clients: readonly ServerClient[]): readonly string[] {
  const used = new Set(clients.flatMap(({ authentication }) => algorithmsOf(authentication)));
  return [...HmacAlgorithmSchema.options, ...PROOF_ALGORITHMS].filter((algorithm) => used.has(algorithm));
}

function algorithmsOf(authentication: ServerClient['authentication']): readonly string[] {
  switch (authentication.method) {
    case 'client_secret_jwt':
      return authentication.algorithms ?? HmacAlgorithmSchema.options;
    case 'private_key_jwt':
      return authentication.algorithms ?? PROOF_ALGORITHMS;
    default:
      return [];
  }
}

function isPublic({ authentication }: ServerClient): boolean {
  return authentication.method === 'none';
}

function mayUseDpop({ dpop = CLIENT_DEFAULTS.dpop }: ServerClient): boolean {
  return dpop !== 'off';
}

function mayBindToCertificate({
  certificateBinding = CLIENT_DEFAULTS.certificateBinding,
}: ServerClient): boolean {
  return certificateBinding !== 'off';
}
