import type { Workspace } from '../model/workspace.ts';
import { metadataOf } from './kept-metadata.ts';
import type { ServerMetadata } from './server-metadata.ts';

/** What a server says of itself; null where it says nothing from which anything would follow. */
export interface ServerSupport {
  readonly grants: readonly string[] | null;
  /** At the token endpoint (RFC 8414 §2): without the member it is Basic alone. */
  readonly authMethods: readonly string[] | null;
  /** Signatures of client assertions (RFC 8414 §2). */
  readonly assertionAlgorithms: readonly string[] | null;
  /** RFC 9449 §5.1: a server that does not list any does not offer DPoP. */
  readonly dpopAlgorithms: readonly string[] | null;
  /** RFC 8705 §3.3: a server that does not say so does not bind tokens to certificates. */
  readonly certificateBoundTokens: boolean | null;
  readonly scopes: readonly string[] | null;
  /** RFC 9396 §10. */
  readonly authorizationDetailsTypes: readonly string[] | null;
}

/** `unlisted` forbids nothing: servers offer things that they do not list. */
export type Support = 'listed' | 'unlisted' | 'unknown';

/** What the server of a workspace says it supports, as far as its metadata is known. */
export function supportOf(workspace: Workspace): ServerSupport {
  const metadata = metadataOf(workspace);
  return {
    grants: metadata?.grant_types_supported ?? null,
    authMethods: metadata && authMethodsOf(metadata),
    assertionAlgorithms: metadata?.token_endpoint_auth_signing_alg_values_supported ?? null,
    dpopAlgorithms: metadata && (metadata.dpop_signing_alg_values_supported ?? []),
    certificateBoundTokens: metadata && metadata.tls_client_certificate_bound_access_tokens === true,
    scopes: metadata?.scopes_supported ?? null,
    authorizationDetailsTypes: metadata?.authorization_details_types_supported ?? null,
  };
}

/** Whether one of the things is among those that the server lists. */
export function supportFor(listed: readonly string[] | null, value: string): Support {
  if (listed === null) return 'unknown';
  return listed.includes(value) ? 'listed' : 'unlisted';
}

/** How clients may authenticate at the token endpoint; without the member it is Basic alone (RFC 8414 §2). */
export function authMethodsOf(metadata: ServerMetadata): readonly string[] {
  return metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
}
