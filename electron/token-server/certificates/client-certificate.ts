import { hash, type X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** The client certificate from the handshake (RFC 8705). */
export interface ClientCertificate {
  readonly x509: X509Certificate;
  /** Base64url of SHA-256 over its DER: `x5t#S256` (RFC 8705 §3.1). */
  readonly thumbprint: string;
  /** Why no trusted CA issued it; null if one did. */
  readonly distrust: string | null;
}

/** Cached: needed for every request, but constant per connection. */
const known = new WeakMap<Socket, ClientCertificate | null>();

/** Null if the connection has none. */
export function readClientCertificate(socket: Socket): ClientCertificate | null {
  let certificate = known.get(socket);
  if (certificate === undefined) {
    certificate = socket instanceof TLSSocket ? read(socket) : null;
    known.set(socket, certificate);
  }
  return certificate;
}

function read(socket: TLSSocket): ClientCertificate | null {
  const x509 = socket.getPeerX509Certificate();
  if (x509 === undefined) return null;
  const distrust = socket.authorized ? null : describeDistrust(socket.authorizationError);
  return { x509, thumbprint: thumbprintOf(x509), distrust };
}

/** Base64url of SHA-256 over the DER of a certificate (RFC 8705 §3.1). */
export function thumbprintOf({ raw }: X509Certificate): string {
  return hash('sha256', raw, 'base64url');
}

/** Node's types say Error, but it is OpenSSL's code. */
function describeDistrust(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return REASONS[code] ?? code.toLowerCase().replaceAll('_', ' ');
}

const UNKNOWN_CA = 'it is not from a CA that this server trusts';

/** Errors that Node has no name for: most likely a local CA certificate that violates its name constraints. */
const UNNAMED =
  'its authority may not speak for a name in it (the local one: only localhost, and names under .test and .invalid), ' +
  'or a key or hash is too weak';

const REASONS: Readonly<Partial<Record<string, string>>> = {
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is self-signed',
  INVALID_PURPOSE: 'it is not meant for clients',
  PATH_LENGTH_EXCEEDED: 'an authority in between issued it, and the one above allows none',
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_CA,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_CA,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_CA,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_CA,
  UNSPECIFIED: UNNAMED,
};
