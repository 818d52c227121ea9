import type { Workspace } from '../model/workspace.ts';
import { type MetadataDocument, readMetadata, type ServerMetadata } from './server-metadata.ts';

/** What the workspace knows of its server, or null when nothing was fetched. */
export function metadataOf({ server }: Pick<Workspace, 'server'>): ServerMetadata | null {
  return server.metadata ? readMetadata(server.metadata.document) : null;
}

/**
 * The workspace with freshly fetched metadata, and what the form takes from it: the issuer and the token endpoint.
 * Endpoints that a person entered apart from the metadata give way to those of the document.
 */
export function applyMetadata(
  workspace: Workspace,
  metadata: NonNullable<Workspace['server']['metadata']>,
): Workspace {
  const { issuer, token_endpoint } = readMetadata(metadata.document);
  return {
    ...workspace,
    server: {
      issuer: issuer ?? workspace.server.issuer,
      tokenEndpoint: token_endpoint ?? workspace.server.tokenEndpoint,
      metadata,
    },
  };
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
