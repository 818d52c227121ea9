import type { TokenServerConfig } from '../../../shared/token-server/config.ts';
import { mutualTlsOf } from '../../../shared/token-server/server-rules.ts';
import type { HandshakeOptions } from './create-listener.ts';

/** Handshakes that ask for a client certificate and do without one: what it is worth is decided per request. */
export function askForCertificate(config: TokenServerConfig, localAuthority: string): HandshakeOptions {
  return { requestCert: true, rejectUnauthorized: false, ca: trustedAuthorities(config, localAuthority) };
}

/**
 * The authorities whose certificates `tls_client_auth` takes. Their names are told to clients in the handshake, and some
 * clients (Go's, Java's) send only what one of them has issued: so there are none while certificates are merely
 * pinned, and self-signed ones get through.
 */
function trustedAuthorities(config: TokenServerConfig, localAuthority: string): string[] {
  const areNeeded = config.clients.some(({ authentication: { method } }) => method === 'tls_client_auth');
  if (!areNeeded) return [];
  return [localAuthority, ...(mutualTlsOf(config).authorities ?? [])];
}
