import type { FailureCode, TransportFailure } from '../../http/exchange.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { FindingAction } from '../finding.ts';
import { duration, quote } from '../quote.ts';
import type { Rule } from '../rule.ts';
import { CERTIFICATE_MAY_BE_WHY } from './tls-handshake.ts';

/** One rule for each way a request can fail to bring a complete response; the type proves that none is missing. */
const BY_CODE: Readonly<
  Record<FailureCode, Omit<Rule, 'id' | 'check'> & { next: (facts: Evidence) => Next }>
> = {
  'url-invalid': {
    severity: 'fatal',
    title: 'The URL cannot be requested',
    why: 'Nothing was sent: a part of the URL is invalid.',
    reference: 'RFC 3986',
    next: () => ({ nextStep: 'Correct the URL.' }),
  },
  'request-invalid': {
    severity: 'fatal',
    title: 'The request cannot be sent as it is',
    why: 'Nothing was sent: HTTP does not allow a part of this request.',
    reference: 'RFC 9110',
    next: () => ({ nextStep: 'Look at the headers and the method, and correct what the message names.' }),
  },
  'dns-not-found': {
    severity: 'fatal',
    title: 'The host name does not exist',
    why: 'DNS has no address for this name, so there is nothing to connect to.',
    reference: null,
    next: ({ url }) => ({
      nextStep: `Check the spelling of ${url.hostname}. If it is an internal name, connect to the VPN first.`,
      actions: [{ kind: 'retry' }],
    }),
  },
  'dns-failed': {
    severity: 'fatal',
    title: 'The DNS lookup failed',
    why: 'The DNS server did not answer, so the host may or may not exist.',
    reference: null,
    next: () => ({
      nextStep: 'Check the network connection, then try again.',
      actions: [{ kind: 'retry' }],
    }),
  },
  'connection-refused': {
    severity: 'fatal',
    title: 'The connection was refused',
    why: 'The host is reachable, but nothing listens on this port.',
    reference: null,
    next: refused,
  },
  'connection-reset': {
    severity: 'fatal',
    title: 'The connection was reset',
    why: 'The server, or a device in between, reset the connection before it responded.',
    reference: null,
    next: ({ url, exchange }) => ({
      nextStep:
        exchange.failure?.platformCode === 'HTTP2_HTTP_1_1_REQUIRED'
          ? 'The server wants HTTP/1.1 for this request (RFC 9113 §7): choose HTTP/1.1 as the HTTP version in step 1.'
          : `Try again. If it keeps happening, check that ${url.host} speaks ${url.protocol === 'https:' ? 'HTTPS' : 'plain HTTP'}, and that no firewall or proxy is in between.`,
      actions: [{ kind: 'retry' }],
    }),
  },
  'connection-closed': {
    severity: 'fatal',
    title: 'The server closed the connection without responding',
    why: 'The connection was closed normally, but no response was sent.',
    reference: null,
    // With TLS 1.3 a server judges the certificate when the handshake is over for the client (RFC 8446 §4.4.2).
    next: ({ exchange: { tls } }) => ({
      nextStep: `Try again. If it keeps happening, check the server's log: it may have crashed on this request.${tls?.clientCertificate === undefined ? '' : ` ${CERTIFICATE_MAY_BE_WHY}`}`,
      actions: [{ kind: 'retry' }],
    }),
  },
  'network-unreachable': {
    severity: 'fatal',
    title: 'No route to the host',
    why: 'This machine has no network route to the host.',
    reference: null,
    next: () => ({
      nextStep: 'Check the network connection or the VPN, then try again.',
      actions: [{ kind: 'retry' }],
    }),
  },
  timeout: {
    severity: 'fatal',
    title: 'The request timed out',
    why: 'The server did not respond within the timeout of this workspace.',
    reference: null,
    next: timedOut,
  },
  cancelled: {
    severity: 'info',
    title: 'The run was cancelled',
    why: 'You cancelled this request. The server may still have processed it.',
    reference: null,
    next: () => ({ nextStep: 'Run it again if you want to.', actions: [{ kind: 'retry' }] }),
  },
  'proxy-failed': {
    severity: 'fatal',
    title: 'The proxy could not be used',
    why: 'The proxy did not respond like a proxy. The request did not reach the server.',
    reference: 'RFC 9110 §3.7',
    next: () => ({
      nextStep:
        'Check the proxy’s address and port, and that it runs. If the server is reachable directly, turn the proxy off for this workspace.',
      actions: [{ kind: 'retry' }],
    }),
  },
  'tls-untrusted': {
    severity: 'fatal',
    title: 'The certificate is not trusted',
    why: 'Nothing was sent: with an untrusted certificate, anyone in between could read the secret.',
    reference: 'RFC 9110 §4.3.4',
    next: () => ({ nextStep: 'Inspect the certificate. Trust its CA only if you know it.' }),
  },
  'tls-handshake': {
    severity: 'fatal',
    title: 'The TLS handshake failed',
    why: 'Client and server have no TLS version or cipher in common, or the server requires a client certificate.',
    reference: 'RFC 8446 §6.2',
    next: () => ({
      nextStep:
        'Check that the server supports TLS 1.2 or 1.3, and whether it requires a client certificate (mutual TLS).',
      actions: [{ kind: 'retry' }],
    }),
  },
  'tls-not-tls': {
    severity: 'fatal',
    title: 'The server does not speak HTTPS here',
    why: 'The server did not answer with TLS. This port most likely serves plain HTTP.',
    reference: 'RFC 9110 §4.2',
    next: ({ url, loopback }) => ({
      nextStep: loopback
        ? 'Use the http:// URL, or enable HTTPS on the server.'
        : 'Check the port: HTTP and HTTPS use different ones. Do not switch to http://: anyone in between could read the secret.',
      actions: loopback ? [{ kind: 'use-url', url: withScheme(url, 'http:') }] : [],
    }),
  },
  'http-malformed': {
    severity: 'fatal',
    title: 'The response is not valid HTTP',
    why: 'The response violates HTTP, so it cannot be parsed safely.',
    reference: 'RFC 9112 §2',
    next: ({ url, exchange }) => ({
      nextStep:
        brokenRule(exchange.failure) ?? `Check that ${url.host} is a web server, and that the port is right.`,
    }),
  },
  'headers-too-large': {
    severity: 'fatal',
    title: 'The response headers are too large',
    why: 'Credence stopped reading: headers of this size point to a server fault or an attack.',
    reference: 'RFC 9110 §5.4',
    next: () => ({ nextStep: 'Check whether the server sets many large cookies or repeats a header.' }),
  },
  'response-too-large': {
    severity: 'error',
    title: 'The response exceeds the size limit',
    why: 'Credence stopped reading at the limit. It shows what arrived before.',
    reference: null,
    next: () => ({ nextStep: 'Request less data, for example one page or a range.' }),
  },
  'body-truncated': {
    severity: 'error',
    title: 'The response is incomplete',
    why: 'The connection ended before the whole response arrived. The visible part may be misleading.',
    reference: 'RFC 9112 §8',
    next: () => ({
      nextStep: 'Try again. If it keeps happening, the server or a proxy truncates its responses.',
      actions: [{ kind: 'retry' }],
    }),
  },
  'decode-failed': {
    severity: 'error',
    title: 'The response could not be decompressed',
    why: 'Content-Encoding names a compression, but the data is not compressed or is damaged.',
    reference: 'RFC 9110 §8.4',
    next: ({ exchange }) => ({
      nextStep: /is not known\.$/.test(exchange.failure?.message ?? '')
        ? 'Report it to the server’s developers: Content-Encoding must name a compression; a charset belongs in Content-Type. The body is shown as received.'
        : 'Add the header Accept-Encoding: identity, and report the fault to the server’s developers.',
    }),
  },
  unknown: {
    severity: 'fatal',
    title: 'The request failed',
    why: 'Credence does not know this error. The message comes from the operating system.',
    reference: null,
    next: () => ({
      nextStep: 'Try again. The wire view shows how far the request got.',
      actions: [{ kind: 'retry' }],
    }),
  },
};

interface Next {
  readonly nextStep: string;
  readonly actions?: readonly FindingAction[];
}

/** `transport-connection-refused` and its like: exactly one for a failure. */
export const TRANSPORT_RULES: readonly Rule[] = Object.entries(BY_CODE).map(([code, { next, ...rule }]) => ({
  ...rule,
  id: `transport-${code}`,
  check: (facts) => {
    const { failure } = facts.exchange;
    return failure?.code === code ? { seen: seenFailure(failure), ...next(facts) } : null;
  },
}));

function seenFailure({ message, platformCode }: TransportFailure): string {
  return platformCode === null || message.includes(platformCode)
    ? quote(message)
    : `${quote(message)} (${platformCode})`;
}

/** Which rule an HTTP/1.1 server broke, in words; null where what came may be no HTTP at all. */
function brokenRule(failure: TransportFailure | null): string | null {
  const rule = BROKEN_RULES.find(([pattern]) =>
    pattern.test(`${failure?.platformCode} ${failure?.message}`),
  )?.[1];
  return rule === undefined
    ? null
    : `${rule} The wire view has the bytes. Report it to the server’s maker, and look at proxies in between.`;
}

const BROKEN_RULES: readonly (readonly [RegExp, string])[] = [
  [/whitespace after header value/i, 'A header is folded over two lines (RFC 9112 §5.2).'],
  [/CONTENT_LENGTH|content-length/i, 'Its Content-Length values contradict each other (RFC 9112 §6.3).'],
  [/header value char/i, 'A header value contains a control character (RFC 9110 §5.5).'],
  [/header/i, 'A header line has no colon right after the name (RFC 9112 §5.1).'],
  [/status code/i, 'The status is not a three-digit number (RFC 9112 §4).'],
  [/bad upgrade/i, 'It switches protocols (101) without being asked (RFC 9110 §15.2.2).'],
  [/TRANSFER_ENCODING/, 'It states its length in two ways (RFC 9112 §6.3).'],
  [/CHUNK/, 'A chunk’s length does not match its size line (RFC 9112 §7.1).'],
  [/expected (CR|LF)/i, 'Its lines do not end with CR and LF (RFC 9112 §2.2).'],
];

function refused({ url, workspace, loopback }: Evidence): Next {
  if (workspace.kind === 'built-in' && loopback) {
    return {
      nextStep: 'Start the built-in token server.',
      actions: [{ kind: 'start-token-server' }, { kind: 'retry' }],
    };
  }
  return {
    nextStep: loopback
      ? `Start the server on this machine, or correct the port: ${url.port || 'none is given, so the default one was tried'}.`
      : 'Check the port, and that the server runs.',
    actions: [{ kind: 'retry' }],
  };
}

function timedOut({ workspace, exchange }: Evidence): Next {
  const waited = {
    prepare: 'before anything was sent',
    dns: 'while the name was looked up',
    connect: 'while the connection was made: a firewall may drop it silently',
    tls: 'during the TLS handshake',
    send: 'while the request was sent',
    wait: 'while the server worked on its answer',
    receive: 'while the answer was coming in',
  }[exchange.failure?.stage ?? 'wait'];
  const longer = Math.min(Math.max(workspace.timeLimitMs * 3, 10_000), 3_600_000);
  return {
    nextStep: `The limit of ${duration(workspace.timeLimitMs)} ran out ${waited}. Try again, or allow ${duration(longer)}.`,
    actions: [
      ...(longer > workspace.timeLimitMs ? [{ kind: 'raise-time-limit' as const, toMs: longer }] : []),
      { kind: 'retry' },
    ],
  };
}

export function withScheme(url: URL, protocol: 'http:' | 'https:'): string {
  return url.href.replace(/^https?:/, protocol);
}
