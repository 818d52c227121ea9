import type { TokenServerConfig } from '../../../shared/token-server/config.ts';
import { mutualTlsOf } from '../../../shared/token-server/server-rules.ts';
import type { HandshakeOptions } from './create-listener.ts';

/** Requests a client certificate but does not require one; each request checks it. */
export function askForCertificate(config: TokenServerConfig, localAuthority: string): HandshakeOptions {
  return { requestCert: true, rejectUnauthorized: false, ca: trustedAuthorities(config, localAuthority) };
}

/**
 * CAs accepted by `tls_client_auth`. The handshake sends their names, and some clients (Go's, Java's) only present a
 * certificate issued by one of them. So the list is empty while certificates are only pinned, to let self-signed ones
 * through.
 */
function trustedAuthorities(config: TokenServerConfig, localAuthority: string): string[] {
  const areNeeded = config.clients.some(({ authentication: { method } }) => method === 'tls_client_auth');
  if (!areNeeded) return [];
  return [localAuthority, ...(mutualTlsOf(config).authorities ?? [])];
}
