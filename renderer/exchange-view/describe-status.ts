import type { Severity } from '../../shared/diagnose/finding.ts';
import type { FailureCode, HttpResponse } from '../../shared/http/exchange.ts';
import type { Tone } from '../ui/status-badge.tsx';

export interface StatusText {
  readonly text: string;
  readonly tone: Tone;
}

/** The facts a status depends on; both exchanges and history lines have them. */
export interface StatusFacts {
  readonly response: Pick<HttpResponse, 'status' | 'statusText'> | null;
  readonly failure: { readonly code: FailureCode } | null;
  /** The worst that the diagnosis found, where it is known. */
  readonly severity?: Severity | null;
}

/**
 * An exchange's outcome in a word or two. An error response is amber: the server did respond. So is what the diagnosis
 * calls an error, for example an HTML page with status 200.
 */
export function describeStatus({ response, failure, severity }: StatusFacts): StatusText {
  if (!response) {
    const code = failure?.code ?? 'unknown';
    return { text: FAILURE_WORDS[code], tone: code === 'cancelled' ? 'neutral' : 'danger' };
  }
  const text = `${response.status} ${response.statusText || (STATUS_WORDS[response.status] ?? '')}`.trim();
  if (failure) return { text: `${text}, ${FAILURE_WORDS[failure.code].toLowerCase()}`, tone: 'danger' };
  if (response.status >= 400 || severity === 'error' || severity === 'fatal')
    return { text, tone: 'caution' };
  return { text, tone: response.status < 300 ? 'good' : 'neutral' };
}

const FAILURE_WORDS: Readonly<Record<FailureCode, string>> = {
  'url-invalid': 'Not sent: the URL is invalid',
  'request-invalid': 'Not sent: the request is invalid',
  'dns-not-found': 'Unknown host',
  'dns-failed': 'Name lookup failed',
  'connection-refused': 'Connection refused',
  'connection-reset': 'Connection reset',
  'connection-closed': 'Connection closed',
  'network-unreachable': 'Network unreachable',
  timeout: 'Timed out',
  cancelled: 'Cancelled',
  'tls-untrusted': 'Certificate not trusted',
  'tls-handshake': 'TLS handshake failed',
  'tls-not-tls': 'Not a TLS server',
  'proxy-failed': 'Proxy failed',
  'http-malformed': 'Malformed HTTP',
  'headers-too-large': 'Headers too large',
  'response-too-large': 'Response too large',
  'body-truncated': 'Body cut short',
  'decode-failed': 'Body not decodable',
  unknown: 'Failed',
};

/** HTTP/2 has no reason phrases (RFC 9113 §8.3.1); these are the common ones from RFC 9110. */
const STATUS_WORDS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};
