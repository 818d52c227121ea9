import type { KeptMetadata, Workspace } from '../model/workspace.ts';
import { resolveWorkspace } from '../variables/resolve-workspace.ts';
import { restoreReferences } from '../variables/restore-references.ts';
import { type MetadataDocument, readMetadata, type ServerMetadata } from './server-metadata.ts';
import { isExpectedIssuer, issuerOfAddress } from './well-known-addresses.ts';

/**
 * The server's metadata, or null if none was fetched, or if the issuer has changed since (manually, or with the
 * environment).
 */
export function metadataOf(workspace: Workspace): ServerMetadata | null {
  const { metadata } = workspace.server;
  return metadata && !isOutdated(workspace) ? readMetadata(metadata.document) : null;
}

/** Whether the stored metadata is for another issuer. */
export function isOutdated(typed: Workspace): boolean {
  const { server } = resolveWorkspace(typed).workspace;
  const issuer = server.metadata && readMetadata(server.metadata.document).issuer;
  if (issuer === undefined || server.issuer.trim() === '') return false;
  return !isExpectedIssuer(issuer, { issuer: server.issuer.trim(), exact: false });
}

/**
 * The workspace with new metadata: updates the issuer and the token endpoint, keeping the variables used to find them.
 * The document's endpoints replace those the user entered.
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

/** The expected and the actual issuer if they differ (RFC 8414 §3.3); null if they match. */
export function issuerMismatch({
  document,
  url,
}: KeptMetadata): { readonly expected: string; readonly named: string } | null {
  const expected = issuerOfAddress(url);
  const named = readMetadata(document).issuer;
  if (expected === null || named === undefined) return null;
  return isExpectedIssuer(named, { issuer: expected, exact: false }) ? null : { expected, named };
}

/** Members that determine where requests go. The full document is too large for every history line. */
const ESSENTIAL: readonly string[] = [
  'issuer',
  'token_endpoint',
  'introspection_endpoint',
  'revocation_endpoint',
  'jwks_uri',
  'mtls_endpoint_aliases',
];

/** A copy with only the metadata that requests depend on. */
export function withEssentialMetadata(workspace: Workspace): Workspace {
  const { server } = workspace;
  if (!server.metadata) return workspace;
  const document: MetadataDocument = Object.fromEntries(
    Object.entries(server.metadata.document).filter(([name]) => ESSENTIAL.includes(name)),
  );
  return { ...workspace, server: { ...server, metadata: { ...server.metadata, document } } };
}
