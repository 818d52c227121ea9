import type { FailureCode, TransportFailure } from '../../../../shared/http/exchange.ts';
import { DecodeError, OversizeError } from '../body/body-errors.ts';
import { Http2Error, NoHttp2Error } from '../http2/http2-errors.ts';
import { ProxyError } from '../proxy/proxy-route.ts';
import { StoppedError } from '../time-limit.ts';
import { TrustStoreError, UntrustedServerError } from '../tls/tls-errors.ts';
import type { Stage } from './exchange-recorder.ts';
import { RequestLayoutError } from './http1-layout.ts';

/**
 * Maps any error that stopped an exchange to one member of the closed union. `headReceived` tells whether the response
 * head was complete: then a broken connection truncated the body; before that, there is no response.
 */
export function toTransportFailure(
  error: unknown,
  { stage, headReceived, begins }: { stage: Stage; headReceived: boolean; begins?: Uint8Array },
): TransportFailure {
  const { message, platformCode } = withTls(describe(error), begins ?? new Uint8Array());
  const code =
    ownCode(error, headReceived) ?? platformFailure(platformCode, message, { stage, headReceived });
  return { code, stage, message, platformCode };
}

/** `platformCode` if a plain-text connection got a TLS record (RFC 8446 §5.1), probably an alert. */
const TLS_RECORD = 'TLS_RECORD';

function withTls(described: ReturnType<typeof describe>, begins: Uint8Array): ReturnType<typeof describe> {
  const [type = 0, major] = begins;
  return described.platformCode === 'HPE_INVALID_CONSTANT' && major === 3 && type >= 0x14 && type <= 0x18
    ? { message: 'The response begins with a TLS record, not with HTTP', platformCode: TLS_RECORD }
    : described;
}

/** The URL cannot be used for a request. */
export class InvalidUrlError extends Error {
  constructor(text: string) {
    super(`“${text.slice(0, 200)}” is not an http or https address.`);
    this.name = 'InvalidUrlError';
  }
}

/** Codes for our own errors. */
function ownCode(error: unknown, headReceived: boolean): FailureCode | null {
  if (error instanceof StoppedError) return error.cause;
  if (error instanceof ProxyError) return 'proxy-failed';
  if (error instanceof NoHttp2Error) return 'tls-handshake';
  if (error instanceof Http2Error) return http2Failure(error, headReceived);
  if (error instanceof InvalidUrlError) return 'url-invalid';
  if (error instanceof UntrustedServerError) return 'tls-untrusted';
  if (error instanceof RequestLayoutError || error instanceof TrustStoreError) return 'request-invalid';
  if (error instanceof OversizeError) return 'response-too-large';
  if (error instanceof DecodeError) return 'decode-failed';
  return null;
}

function http2Failure({ code, by }: Http2Error, headReceived: boolean): FailureCode {
  if (by === 'us') return 'http-malformed';
  if (headReceived) return 'body-truncated';
  if (FAULTS_OF_FORM.includes(code)) return 'http-malformed';
  return by === 'goaway' ? 'connection-closed' : 'connection-reset';
}

/** Whichever side reports it, client and server do not understand each other. */
const FAULTS_OF_FORM = ['HTTP2_PROTOCOL_ERROR', 'HTTP2_COMPRESSION_ERROR', 'HTTP2_FRAME_SIZE_ERROR'];

const BY_PLATFORM_CODE: Readonly<Record<string, FailureCode>> = {
  ENOTFOUND: 'dns-not-found',
  ENODATA: 'dns-not-found',
  EAI_NONAME: 'dns-not-found',
  EAI_NODATA: 'dns-not-found',
  EAI_AGAIN: 'dns-failed',
  EAI_FAIL: 'dns-failed',
  EAI_FAMILY: 'dns-failed',
  ESERVFAIL: 'dns-failed',
  ECONNREFUSED: 'connection-refused',
  EHOSTUNREACH: 'network-unreachable',
  EHOSTDOWN: 'network-unreachable',
  ENETUNREACH: 'network-unreachable',
  ENETDOWN: 'network-unreachable',
  EADDRNOTAVAIL: 'network-unreachable',
  ENONET: 'network-unreachable',
  // A local firewall rejected connect().
  EACCES: 'network-unreachable',
  EPERM: 'network-unreachable',
  ETIMEDOUT: 'timeout',
  ERR_SOCKET_CONNECTION_TIMEOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'headers-too-large',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'response-too-large',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'body-truncated',
  ERR_HTTP2_ERROR: 'http-malformed',
  ERR_HTTP2_SESSION_ERROR: 'connection-closed',
  ERR_HTTP2_TOO_MANY_INVALID_FRAMES: 'http-malformed',
  ERR_HTTP2_INVALID_CONNECTION_HEADERS: 'request-invalid',
  ERR_HTTP2_HEADER_SINGLE_VALUE: 'request-invalid',
  UND_ERR_INVALID_ARG: 'request-invalid',
  UND_ERR_NOT_SUPPORTED: 'request-invalid',
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: 'request-invalid',
  EPROTO: 'tls-handshake',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-untrusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-untrusted',
  CERT_HAS_EXPIRED: 'tls-untrusted',
  CERT_NOT_YET_VALID: 'tls-untrusted',
};

/** The peer closed the connection. The meaning depends on the stage. */
const CLOSED = [
  'UND_ERR_SOCKET',
  'EPIPE',
  'ERR_STREAM_PREMATURE_CLOSE',
  'UND_ERR_CLOSED',
  'HPE_CLOSED_CONNECTION',
];

/** BoringSSL's and OpenSSL's errors if the peer does not speak TLS. */
const NOT_TLS =
  /WRONG_VERSION_NUMBER|HTTP_REQUEST|HTTPS_PROXY_REQUEST|PACKET_LENGTH_TOO_LONG|BAD_RECORD_TYPE|UNKNOWN_PROTOCOL/;

function platformFailure(
  code: string | null,
  message: string,
  { stage, headReceived }: { stage: Stage; headReceived: boolean },
): FailureCode {
  if (code === null) return 'unknown';
  if (stage === 'tls' && NOT_TLS.test(`${code} ${message}`)) return 'tls-not-tls';
  if (code === 'ECONNRESET') {
    if (headReceived) return 'body-truncated';
    // Node also uses this code if the peer closes cleanly during the handshake.
    return /disconnected before secure TLS/.test(message) ? 'connection-closed' : 'connection-reset';
  }
  // Undici's errors for an unexpected response: unsolicited, or an upgrade.
  if (code === 'UND_ERR_SOCKET' && /^bad (response|upgrade)/.test(message)) return 'http-malformed';
  if (CLOSED.includes(code)) return headReceived ? 'body-truncated' : 'connection-closed';
  if (code === 'HPE_INVALID_EOF_STATE') return headReceived ? 'body-truncated' : 'connection-closed';
  // Before the body: conflicting lengths in the head. After: the body is shorter or longer than declared.
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' && !headReceived) return 'http-malformed';
  const known = BY_PLATFORM_CODE[code];
  if (known) return known;
  // Undici's assertion about the parsed response, for example a 101 without its required header.
  if (code === 'ERR_ASSERTION' && stage === 'receive') return 'http-malformed';
  if (code.startsWith('HPE_') || code === TLS_RECORD) return 'http-malformed';
  if (/^ERR_(SSL|TLS)_/.test(code) || code.startsWith('ERR_OSSL_')) return 'tls-handshake';
  return 'unknown';
}

function describe(error: unknown): { message: string; platformCode: string | null } {
  if (error instanceof AggregateError && error.errors.length > 0) return describeAttempts(error.errors);
  if (!(error instanceof Error)) return { message: String(error), platformCode: null };
  if (error instanceof UntrustedServerError) {
    return { message: error.message, platformCode: error.report.problems[0]?.platformCode ?? null };
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : parserCode(error);
  if (code === 'ERR_ASSERTION') {
    return { message: 'The HTTP library cannot read the response', platformCode: code };
  }
  return { message: shortenSsl(error.message), platformCode: code };
}

/** Undici 8.12 drops the parser's error code; the reason stays in the message. */
function parserCode({ name, message }: Error): string | null {
  if (name !== 'HTTPParserError') return null;
  return PARSER_REASONS.find(([reason]) => reason.test(message))?.[1] ?? 'HPE_INVALID';
}

const PARSER_REASONS: readonly (readonly [RegExp, string])[] = [
  [/EOF state/i, 'HPE_INVALID_EOF_STATE'],
  [/chunk size/i, 'HPE_INVALID_CHUNK_SIZE'],
  [/header (token|value|field)/i, 'HPE_INVALID_HEADER_TOKEN'],
  [/Expected HTTP/, 'HPE_INVALID_CONSTANT'],
  [/Content-Length/i, 'HPE_INVALID_CONTENT_LENGTH'],
  [/Transfer-Encoding/i, 'HPE_INVALID_TRANSFER_ENCODING'],
];

/** Every address of the host failed: the most informative error lists them all. */
function describeAttempts(errors: readonly unknown[]): { message: string; platformCode: string | null } {
  const attempts = errors.map(describe);
  // A reset proves that something listens at the address.
  const telling = ['ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT'];
  const platformCode =
    telling.find((code) => attempts.some((attempt) => attempt.platformCode === code)) ??
    attempts[0]?.platformCode ??
    null;
  return { message: [...new Set(attempts.map(({ message }) => message))].join('; '), platformCode };
}

/** `…:error:1000042e:SSL routines:OPENSSL_internal:TLSV1_ALERT_PROTOCOL_VERSION:../../file.cc:486:SSL alert number 70` → its words. */
function shortenSsl(message: string): string {
  const match = /error:[0-9a-f]+:SSL routines:[^:]*:([^:]+):[^:]*:\d+:(.*)$/is.exec(message.trim());
  if (!match) return message;
  const [, reason = '', detail = ''] = match;
  return [reason.trim(), detail.trim()]
    .filter((part) => part !== '')
    .join(' (')
    .concat(detail.trim() ? ')' : '');
}
