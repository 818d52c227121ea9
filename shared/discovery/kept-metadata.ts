import type { KeptMetadata, Workspace } from '../model/workspace.ts';
import { resolveWorkspace } from '../variables/resolve-workspace.ts';
import { restoreReferences } from '../variables/restore-references.ts';
import { type MetadataDocument, readMetadata, type ServerMetadata } from './server-metadata.ts';
import { isExpectedIssuer, issuerOfAddress } from './well-known-addresses.ts';

/**
 * What the workspace knows of its server, or null when nothing was fetched, or what was is of another server than the
 * one in use: its issuer was changed by hand, or by switching the environment.
 */
export function metadataOf(workspace: Workspace): ServerMetadata | null {
  const { metadata } = workspace.server;
  return metadata && !isOutdated(workspace) ? readMetadata(metadata.document) : null;
}

/** Whether the kept metadata is of another issuer than the workspace's. */
export function isOutdated(typed: Workspace): boolean {
  const { server } = resolveWorkspace(typed).workspace;
  const issuer = server.metadata && readMetadata(server.metadata.document).issuer;
  if (issuer === undefined || server.issuer.trim() === '') return false;
  return !isExpectedIssuer(issuer, { issuer: server.issuer.trim(), exact: false });
}

/**
 * The workspace with freshly fetched metadata, and what the form takes from it: the issuer and the token endpoint, with
 * the variables in them by which they were found. Endpoints that a person entered apart from the metadata give way to
 * those of the document.
 */
export function applyMetadata(workspace: Workspace, metadata: KeptMetadata): Workspace {
  const { server } = workspace;
  const { issuer, token_endpoint } = readMetadata(metadata.document);
  const restore = (found: string | undefined, typed: string) =>
    found === undefined ? typed : restoreReferences(found, [server.issuer, server.tokenEndpoint], workspace);
  return {
    ...workspace,
    server: {
      issuer: restore(issuer, server.issuer),
      tokenEndpoint: restore(token_endpoint, server.tokenEndpoint),
      metadata,
    },
  };
}

/** Where the kept document is from has another issuer than it names (RFC 8414 §3.3): both; null when they agree. */
export function issuerMismatch({
  document,
  url,
}: KeptMetadata): { readonly expected: string; readonly named: string } | null {
  const expected = issuerOfAddress(url);
  const named = readMetadata(document).issuer;
  if (expected === null || named === undefined) return null;
  return isExpectedIssuer(named, { issuer: expected, exact: false }) ? null : { expected, named };
}

/** The members without which a request would go elsewhere; a whole document is too much for every line of a history. */
const ESSENTIAL: readonly string[] = [
  'issuer',
  'token_endpoint',
  'introspection_endpoint',
  'revocation_endpoint',
  'jwks_uri',
  'mtls_endpoint_aliases',
];

/** A copy whose metadata is cut to what requests depend on. */
export function withEssentialMetadata(workspace: Workspace): Workspace {
  const { server } = workspace;
  if (!server.metadata) return workspace;
  const document: MetadataDocument = Object.fromEntries(
    Object.entries(server.metadata.document).filter(([name]) => ESSENTIAL.includes(name)),
  );
  return { ...workspace, server: { ...server, metadata: { ...server.metadata, document } } };
}
