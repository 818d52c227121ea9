import type { TokenServerEndpoints } from '../../../shared/token-server/state.ts';
import type { ClientRegistry } from '../clients/client-registry.ts';
import type { ServerPaths } from '../paths.ts';
import type { ServerDocuments } from '../server-state.ts';
import { buildIndexPage } from './index-page.ts';
import { buildMetadata } from './metadata.ts';

/** The documents of a server with these clients. */
export function buildDocuments(
  endpoints: TokenServerEndpoints,
  clients: ClientRegistry,
  asksForCertificates: boolean,
  paths: ServerPaths,
): ServerDocuments {
  return {
    metadata: JSON.stringify(buildMetadata(endpoints, clients, asksForCertificates)),
    index: buildIndexPage(endpoints, paths),
  };
}
