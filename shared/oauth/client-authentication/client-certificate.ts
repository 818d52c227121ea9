import { activeClient } from '../../model/active-client.ts';
import type { Key } from '../../model/key.ts';
import type { Workspace } from '../../model/workspace.ts';

/** The key whose certificate is chosen to be presented in TLS handshakes (RFC 8705), with or without one; null for none. */
export function certificateKeyOf(workspace: Workspace): Key | null {
  const { certificateKeyId = null } = activeClient(workspace);
  return workspace.keys?.find(({ id }) => id === certificateKeyId) ?? null;
}

/** Whether a certificate is presented, as far as the workspace knows. */
export function presentsCertificate(workspace: Workspace): boolean {
  return (certificateKeyOf(workspace)?.certificates.length ?? 0) > 0;
}
