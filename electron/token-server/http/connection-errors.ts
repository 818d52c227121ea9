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
  return known?.[1] ?? `the TLS handshake failed: ${error.message}`;
}

/** OpenSSL's and BoringSSL's words differ in more than underscores. */
const KNOWN_TLS_ERRORS: readonly (readonly [sign: string, words: string])[] = [
  ['HTTP REQUEST', 'the client speaks plain HTTP where HTTPS is expected: use an https URL'],
  ['ALERT UNKNOWN CA', 'the client does not trust the certificate: give it the local CA'],
  ['ALERT BAD CERTIFICATE', 'the client refused the certificate: give it the local CA'],
  ['ALERT CERTIFICATE UNKNOWN', 'the client refused the certificate: give it the local CA'],
  ['ALERT CERTIFICATE EXPIRED', 'the client says that the certificate has expired: compare the clocks'],
  ['UNSUPPORTED PROTOCOL', 'the client is too old: TLS 1.2 or newer is needed'],
  ['HANDSHAKE TIMEOUT', 'the client did not finish the TLS handshake in time'],
];
