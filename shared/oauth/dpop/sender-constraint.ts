import type { Client } from '../../model/workspace.ts';
import { METHODS } from '../methods/methods.ts';

/** What a client wants its tokens bound to (RFC 9700 §2.2.1): nothing, a key (RFC 9449), or a certificate (RFC 8705 §3). */
export type SenderConstraint = 'none' | 'dpop' | 'mtls';

/** Whether a certificate is presented in any case, because the client authenticates with it (RFC 8705 §2). */
export function presentsAnyway({ authMethod }: Pick<Client, 'authMethod'>): boolean {
  return METHODS[authMethod].sentIn === 'handshake';
}

export function constraintOf(client: Client): SenderConstraint {
  if (client.dpop) return 'dpop';
  // Null is a certificate that is wanted and not chosen yet.
  return presentsAnyway(client) || client.certificateKeyId !== undefined ? 'mtls' : 'none';
}
