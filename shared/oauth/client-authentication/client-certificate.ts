import { activeClient } from '../../model/active-client.ts';
import type { Key } from '../../model/key.ts';
import type { Workspace } from '../../model/workspace.ts';

/** The key selected for TLS client authentication (RFC 8705), with or without a certificate; null if none. */
export function certificateKeyOf(workspace: Workspace): Key | null {
  const { certificateKeyId = null } = activeClient(workspace);
  return workspace.keys?.find(({ id }) => id === certificateKeyId) ?? null;
}

/** Whether the workspace presents a client certificate. */
export function presentsCertificate(workspace: Workspace): boolean {
  return (certificateKeyOf(workspace)?.certificates.length ?? 0) > 0;
}
