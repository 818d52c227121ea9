import { quote } from './oauth-error.ts';

export interface ClientProblem {
  readonly status: number;
  readonly reason: string;
  readonly text: string;
}

/** A client's error before there was a request; null if it only disconnected. */
export function describeClientError(error: Error): ClientProblem | null {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'HPE_HEADER_OVERFLOW') {
    return {
      status: 431,
      reason: 'Request Header Fields Too Large',
      text: 'The header fields are too large',
    };
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return { status: 408, reason: 'Request Timeout', text: 'The request did not arrive in time' };
  }
  if (code === 'HPE_PAUSED_H2_UPGRADE')
    return {
      status: 505,
      reason: 'HTTP Version Not Supported',
      text: 'The client begins with HTTP/2; this server speaks HTTP/1.1',
    };
  if (beginsWithTls(error))
    return badRequest('The client speaks TLS where plain HTTP is expected: use an http URL');
  // The connection ended during a request, whose own listener handles it.
  if (code === 'HPE_INVALID_EOF_STATE') return null;
  return code.startsWith('HPE_')
    ? badRequest(`This is not HTTP/1.1 as it should be: ${error.message}`)
    : null;
}

function badRequest(text: string): ClientProblem {
  return { status: 400, reason: 'Bad Request', text };
}

/** The first byte of a TLS record that holds a ClientHello (RFC 8446 §5.1). */
const TLS_HANDSHAKE = 22;

/** Node passes on the bytes it could not parse. */
function beginsWithTls(error: Error): boolean {
  return (
    'rawPacket' in error && error.rawPacket instanceof Uint8Array && error.rawPacket[0] === TLS_HANDSHAKE
  );
}

/** RFC 9110 §9.3.6 and §9.1: this is not a proxy. `target` is the host and port the client wanted. */
export function describeTunnel(target: string): ClientProblem {
  return {
    status: 501,
    reason: 'Not Implemented',
    text: `This is no proxy, and opens no connection to ${quote(target)}: look at the client’s proxy settings`,
  };
}

/** Why a TLS handshake failed; null if the client only disconnected. */
export function describeTlsError(error: Error): string | null {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'ECONNRESET' || code === 'EPIPE') return null;
  const text = `${code} ${error.message}`.toUpperCase().replaceAll('_', ' ');
  const known = KNOWN_TLS_ERRORS.find(([sign]) => text.includes(sign));
  return known?.[1] ?? `the TLS handshake failed: ${reasonOf(error)}`;
}

const UNTRUSTED = 'the client does not trust the certificate: give it the local CA';

/** OpenSSL's and BoringSSL's messages differ in more than underscores. */
const KNOWN_TLS_ERRORS: readonly (readonly [sign: string, words: string])[] = [
  ['HTTP REQUEST', 'the client speaks plain HTTP where HTTPS is expected: use an https URL'],
  ['ALERT UNKNOWN CA', UNTRUSTED],
  ['ALERT BAD CERTIFICATE', UNTRUSTED],
  ['ALERT CERTIFICATE UNKNOWN', UNTRUSTED],
  ['ALERT CERTIFICATE EXPIRED', 'the client says that the certificate has expired: compare the clocks'],
  // OpenSSL clients send this alert unencrypted where an encrypted record is expected, which BoringSSL finds too short.
  ['BAD PACKET LENGTH', `the client broke off the TLS handshake. Most likely, ${UNTRUSTED}`],
  ['PEER DID NOT RETURN A CERTIFICATE', 'the client sent no certificate, which was demanded'],
  ['CERTIFICATE VERIFY FAILED', 'the certificate that the client sent is not trusted'],
  ['UNSUPPORTED PROTOCOL', 'the client is too old: TLS 1.2 or newer is needed'],
  ['NO APPLICATION PROTOCOL', 'the client offers no HTTP/1.1 (by ALPN), and HTTP/2 is not spoken here'],
  ['HANDSHAKE TIMEOUT', 'the client did not finish the TLS handshake in time'],
];

/** The REASON of `…:error:10000070:SSL routines:OPENSSL_internal:REASON:file:line:`. */
function reasonOf({ message }: Error): string {
  const reason = /:error:[0-9A-F]+:[^:]*:[^:]*:([^:]+):/i.exec(message)?.[1] ?? message;
  return reason.replaceAll('_', ' ').trim().toLowerCase();
}
