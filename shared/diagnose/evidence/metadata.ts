import type { ServerMetadata } from '../../discovery/server-metadata.ts';

/** What is known of the authorization server from its metadata, as far as a diagnosis can use it. */
export type KnownMetadata = ServerMetadata;
