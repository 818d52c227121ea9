export interface ClientProblem {
  readonly status: number;
  readonly reason: string;
  readonly text: string;
}

/** What a client did wrong before there was a request to answer; null when it only went away. */
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
  // It ended the connection in the middle of a request, whose own listener knows.
  if (code === 'HPE_INVALID_EOF_STATE') return null;
  if (code.startsWith('HPE_')) {
    return {
      status: 400,
      reason: 'Bad Request',
      text: `This is not HTTP/1.1 as it should be: ${error.message}`,
    };
  }
  return null;
}

/** Why a TLS handshake failed, in words; null when the client only went away. */
export function describeTlsError(error: Error): string | null {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'ECONNRESET' || code === 'EPIPE') return null;
  const text = `${code} ${error.message}`.toUpperCase().replaceAll('_', ' ');
  const known = KNOWN_TLS_ERRORS.find(([sign]) => text.includes(sign));
  return known?.[1] ?? `the TLS handshake failed: ${reasonOf(error)}`;
}

const UNTRUSTED = 'the client does not trust the certificate: give it the local CA';

/** OpenSSL's and BoringSSL's words differ in more than underscores. */
const KNOWN_TLS_ERRORS: readonly (readonly [sign: string, words: string])[] = [
  ['HTTP REQUEST', 'the client speaks plain HTTP where HTTPS is expected: use an https URL'],
  ['ALERT UNKNOWN CA', UNTRUSTED],
  ['ALERT BAD CERTIFICATE', UNTRUSTED],
  ['ALERT CERTIFICATE UNKNOWN', UNTRUSTED],
  ['ALERT CERTIFICATE EXPIRED', 'the client says that the certificate has expired: compare the clocks'],
  // OpenSSL clients send this alert unencrypted, in the place of an encrypted record, which BoringSSL finds too short.
  ['BAD PACKET LENGTH', `the client broke off the TLS handshake. Most likely, ${UNTRUSTED}`],
  ['PEER DID NOT RETURN A CERTIFICATE', 'the client sent no certificate, which was demanded'],
  ['CERTIFICATE VERIFY FAILED', 'the certificate that the client sent is not trusted'],
  ['UNSUPPORTED PROTOCOL', 'the client is too old: TLS 1.2 or newer is needed'],
  ['HANDSHAKE TIMEOUT', 'the client did not finish the TLS handshake in time'],
];

/** Of `…:error:10000070:SSL routines:OPENSSL_internal:REASON:file:line:` the reason. */
function reasonOf({ message }: Error): string {
  const reason = /:error:[0-9A-F]+:[^:]*:[^:]*:([^:]+):/i.exec(message)?.[1] ?? message;
  return reason.replaceAll('_', ' ').trim().toLowerCase();
}
