import type { Client } from '../../model/workspace.ts';
import { METHODS } from '../methods/methods.ts';

/**
 * The binding a client wants for its tokens (RFC 9700 §2.2.1): none, a key (RFC 9449), or a certificate (RFC 8705 §3).
 */
export type SenderConstraint = 'none' | 'dpop' | 'mtls';

/** Whether the client always presents a certificate, because it authenticates with it (RFC 8705 §2). */
export function presentsAnyway({ authMethod }: Pick<Client, 'authMethod'>): boolean {
  return METHODS[authMethod].sentIn === 'handshake';
}

export function constraintOf(client: Client): SenderConstraint {
  if (client.dpop) return 'dpop';
  // Null means that a certificate is wanted but not selected yet.
  return presentsAnyway(client) || client.certificateKeyId !== undefined ? 'mtls' : 'none';
}
