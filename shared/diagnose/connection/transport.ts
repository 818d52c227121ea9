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
    title: 'The address cannot be requested',
    why: 'Nothing was sent: the URL has a part that no connection can be made from.',
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
    title: 'There is no host of that name',
    why: 'The name has no address, so there is nothing to connect to.',
    reference: null,
    next: ({ url }) => ({
      nextStep: `Check the spelling of ${url.hostname}. If the name is only known inside a company network, connect to its VPN.`,
      actions: [{ kind: 'retry' }],
    }),
  },
  'dns-failed': {
    severity: 'fatal',
    title: 'The name could not be looked up',
    why: 'The name server gave no answer, so whether the host exists is unknown.',
    reference: null,
    next: () => ({
      nextStep: 'Check the network connection, then try again.',
      actions: [{ kind: 'retry' }],
    }),
  },
  'connection-refused': {
    severity: 'fatal',
    title: 'Nothing listens at that address',
    why: 'The machine is reachable, but nothing is listening on this port.',
    reference: null,
    next: refused,
  },
  'connection-reset': {
    severity: 'fatal',
    title: 'The connection was torn down',
    why: 'The other side, or a device in between, ended the connection without an answer.',
    reference: null,
    next: ({ url, exchange }) => ({
      nextStep:
        exchange.failure?.platformCode === 'HTTP2_HTTP_1_1_REQUIRED'
          ? 'The server wants HTTP/1.1 for this request (RFC 9113 §7): choose it as the HTTP version in card 1.'
          : `Try again. If it keeps happening, check that ${url.host} speaks ${url.protocol === 'https:' ? 'HTTPS' : 'plain HTTP'}, and that no firewall or proxy stands in between.`,
      actions: [{ kind: 'retry' }],
    }),
  },
  'connection-closed': {
    severity: 'fatal',
    title: 'The server hung up without an answer',
    why: 'The connection was closed in good order, but no response had come.',
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
    why: 'This machine knows no route to the address.',
    reference: null,
    next: () => ({
      nextStep: 'Check the network connection or the VPN, then try again.',
      actions: [{ kind: 'retry' }],
    }),
  },
  timeout: {
    severity: 'fatal',
    title: 'There was no answer in time',
    why: 'The time limit of this workspace ended the wait.',
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
    why: 'The request was to go through a proxy, which did not answer as one. The server was not reached.',
    reference: 'RFC 9110 §3.7',
    next: () => ({
      nextStep:
        'Check the proxy’s address and port, and that it runs. If the server can be reached directly, use no proxy in this workspace.',
      actions: [{ kind: 'retry' }],
    }),
  },
  'tls-untrusted': {
    severity: 'fatal',
    title: 'The certificate is not trusted',
    why: 'Without trust in the certificate, anyone in between could read the request, secret included. So nothing was sent.',
    reference: 'RFC 9110 §4.3.4',
    next: () => ({ nextStep: 'Look at the certificate, and trust its authority if you know it.' }),
  },
  'tls-handshake': {
    severity: 'fatal',
    title: 'No secure connection could be agreed on',
    why: 'The two sides found no TLS version or cipher in common, or the server wants a client certificate.',
    reference: 'RFC 8446 §6.2',
    next: () => ({
      nextStep:
        'Check that the server allows TLS 1.2 or 1.3. If it demands a client certificate (mutual TLS), use an endpoint that does not.',
      actions: [{ kind: 'retry' }],
    }),
  },
  'tls-not-tls': {
    severity: 'fatal',
    title: 'The server does not speak HTTPS here',
    why: 'An HTTPS connection was begun, and the answer was not TLS. Most likely this port serves plain HTTP.',
    reference: 'RFC 9110 §4.2',
    next: ({ url, loopback }) => ({
      nextStep: loopback
        ? 'Use the http:// address, or switch the server to HTTPS.'
        : 'Check the port: HTTPS and HTTP use different ones. Over http:// anyone in between can read the client secret.',
      actions: loopback ? [{ kind: 'use-url', url: withScheme(url, 'http:') }] : [],
    }),
  },
  'http-malformed': {
    severity: 'fatal',
    title: 'The answer is not correct HTTP',
    why: 'What came back breaks the rules of HTTP, so it cannot be read safely.',
    reference: 'RFC 9112 §2',
    next: ({ url, exchange }) => ({
      nextStep:
        brokenRule(exchange.failure) ??
        `Check that ${url.host} is a web server, and that the port is the right one.`,
    }),
  },
  'headers-too-large': {
    severity: 'fatal',
    title: 'The headers of the answer are too large',
    why: 'Reading stopped: header fields of this size are a fault of the server or an attack.',
    reference: 'RFC 9110 §5.4',
    next: () => ({ nextStep: 'Look for a server that sets many or huge cookies, or repeats a header.' }),
  },
  'response-too-large': {
    severity: 'error',
    title: 'The answer is larger than the limit',
    why: 'Reading stopped at the limit, so that the memory of this machine is not filled. What came before it is shown.',
    reference: null,
    next: () => ({ nextStep: 'Ask for less, for example a page or a range of the data.' }),
  },
  'body-truncated': {
    severity: 'error',
    title: 'The answer broke off',
    why: 'The connection ended before all that was announced had come. What did come is shown, and may mislead.',
    reference: 'RFC 9112 §8',
    next: () => ({
      nextStep: 'Try again. If it keeps happening, the server or a proxy truncates its responses.',
      actions: [{ kind: 'retry' }],
    }),
  },
  'decode-failed': {
    severity: 'error',
    title: 'The answer could not be decompressed',
    why: 'It says that it is compressed, and the data is not, or is damaged.',
    reference: 'RFC 9110 §8.4',
    next: ({ exchange }) => ({
      nextStep: /is not known\.$/.test(exchange.failure?.message ?? '')
        ? 'Report it to the server’s maker: Content-Encoding names a compression, and a character set belongs in Content-Type. The body is shown as it came.'
        : 'Add the header Accept-Encoding: identity to get it uncompressed, and report the fault to the server.',
    }),
  },
  unknown: {
    severity: 'fatal',
    title: 'The request failed',
    why: 'Credence does not know this error. The message is the system’s.',
    reference: null,
    next: () => ({
      nextStep: 'Try again. The wire view shows how far it came.',
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
  [
    /whitespace after header value/i,
    'A header goes on in a second line, which is long forbidden (RFC 9112 §5.2).',
  ],
  [/CONTENT_LENGTH|content-length/i, 'Its lengths contradict each other (RFC 9112 §6.3).'],
  [/header value char/i, 'A header has a control character in its value (RFC 9110 §5.5).'],
  [/header/i, 'A line of the head is not a header: a colon has to follow the name at once (RFC 9112 §5.1).'],
  [/status code/i, 'Its status is no number of three digits (RFC 9112 §4).'],
  [/bad upgrade/i, 'It changes to another protocol (101), which nobody asked for (RFC 9110 §15.2.2).'],
  [/TRANSFER_ENCODING/, 'It says its length in more than one way (RFC 9112 §6.3).'],
  [/CHUNK/, 'A piece of its body does not have the length that is written before it (RFC 9112 §7.1).'],
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
