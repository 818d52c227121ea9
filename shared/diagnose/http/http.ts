import { responseHeaders } from '../../http/response.ts';
import { challengeOf, parseChallenges } from '../../oauth/challenge.ts';
import { CHECK_CREDENTIALS, ENTER_CREDENTIALS, OTHER_SIGN_IN } from '../connection/proxy.ts';
import { withScheme } from '../connection/transport.ts';
import type { Facts } from '../facts/facts.ts';
import { sentContentType } from '../facts/refusal-facts.ts';
import { header, limitReset, waitOf } from '../facts/response-facts.ts';
import { quote, quoteBody } from '../quote.ts';
import type { Rule } from '../rule.ts';
import { endpointHint, otherEndpoints } from '../token-endpoint/endpoint-hints.ts';
import { INTERMEDIARY_RULES } from './intermediaries.ts';
import { REDIRECT_RULES } from './redirects.ts';
import { REQUEST_LIMIT_RULES } from './request-limits.ts';

/** Plain HTTP sent to a port that expects TLS: the servers' own words for it, or what is left of the connection. */
export const HTTP_ON_HTTPS_PORT: Rule = {
  id: 'http-on-https-port',
  severity: 'fatal',
  title: 'This port expects HTTPS',
  why: 'The request was sent as plain HTTP, readable for everyone in between, and the server waits for TLS.',
  reference: 'RFC 9110 §4.2.2',
  check: ({ url, status, text, exchange }) => {
    if (url.protocol !== 'http:') return null;
    const { failure } = exchange;
    const says =
      status === 400 &&
      /plain HTTP request was sent to HTTPS port|HTTP request to an HTTPS server|speaking plain HTTP to an SSL-enabled|requires TLS/i.test(
        text,
      );
    // A TLS server answers with an alert: not HTTP. Ports that end in 443 are rarely anything else.
    const breaks =
      (failure?.code === 'http-malformed' && failure.platformCode === 'TLS_RECORD') ||
      (/443$/.test(url.port) &&
        ['http-malformed', 'connection-reset', 'connection-closed'].includes(failure?.code ?? ''));
    if (!says && !breaks) return null;
    return {
      seen: says ? quoteBody(text) : quote(failure?.message ?? ''),
      nextStep: 'Use the https:// address.',
      actions: [{ kind: 'use-url', url: withScheme(url, 'https:') }],
    };
  },
};

/** What a status says whoever answers it, OAuth or not. The first that fits. */
export const STATUS_RULES: readonly Rule[] = [
  ...INTERMEDIARY_RULES,
  ...REDIRECT_RULES,
  ...REQUEST_LIMIT_RULES,
  {
    id: 'http-not-found',
    severity: 'error',
    title: 'There is nothing at this path',
    why: 'The server is reached, and does not know the path.',
    reference: 'RFC 9110 §15.5.5',
    check: (facts) =>
      facts.status === 404 || facts.status === 410
        ? {
            seen: `Status ${facts.status} for ${quote(facts.url.pathname)}.`,
            nextStep: `Check the path, a slash at its end too.${endpointHint(facts)}`,
            actions: otherEndpoints(facts),
          }
        : null,
  },
  {
    id: 'http-method-not-allowed',
    severity: 'error',
    title: 'The address does not take this method',
    why: 'The path exists, but for other methods. A token endpoint takes POST; if yours refuses it, the path is most likely another endpoint’s.',
    reference: 'RFC 9110 §15.5.6',
    check: (facts) => {
      if (facts.status !== 405) return null;
      const allowed = header(facts, 'allow');
      return {
        seen: `Status 405 for ${facts.exchange.request.method}${allowed === null ? '' : `; allowed: ${allowed}`}.`,
        nextStep: `Check the path and the method.${endpointHint(facts)}`,
        actions: otherEndpoints(facts),
      };
    },
  },
  {
    id: 'http-not-acceptable',
    severity: 'error',
    title: 'The server cannot answer in the wanted form',
    why: 'The Accept header asks for a media type that it does not have.',
    reference: 'RFC 9110 §15.5.7',
    check: ({ status }) =>
      status === 406 ? { seen: 'Status 406.', nextStep: 'Add the header Accept: */* and run again.' } : null,
  },
  {
    id: 'http-proxy-authentication',
    severity: 'error',
    title: 'A proxy wants credentials',
    why: 'The answer comes from a proxy between this machine and the server.',
    reference: 'RFC 9110 §15.5.8',
    check: (facts) =>
      facts.status === 407
        ? {
            seen: `Status 407; ${offeredByProxy(facts).join(', ') || 'no Proxy-Authenticate header'}.`,
            nextStep: proxyNext(facts),
          }
        : null,
  },
  {
    id: 'http-unsupported-media-type',
    severity: 'error',
    title: 'The server does not read this kind of body',
    why: 'A token endpoint reads application/x-www-form-urlencoded; an API says in its manual what it reads.',
    reference: 'RFC 9110 §15.5.16',
    check: (facts) => {
      if (facts.status !== 415) return null;
      const type = sentContentType(facts);
      return {
        seen: `Status 415 for ${type ? quote(type) : 'a body without Content-Type'}.`,
        nextStep: 'Set the Content-Type header to what the server reads.',
      };
    },
  },
  {
    id: 'http-rate-limited',
    severity: 'error',
    title: 'Too many requests',
    why: 'The server limits how often it may be asked. Tokens are meant to be kept and used until they expire.',
    reference: 'RFC 6585 §4',
    check: (facts) =>
      facts.status === 429
        ? {
            seen: seenRetryAfter(facts),
            nextStep: `Wait ${waitOf(facts)}, then try again.`,
            actions: [{ kind: 'retry' }],
          }
        : null,
  },
  {
    id: 'http-unavailable',
    severity: 'error',
    title: 'The server is busy or in maintenance',
    why: 'It says so itself; the request may be right.',
    reference: 'RFC 9110 §15.6.4',
    check: (facts) =>
      facts.status === 503 && !isUpstreamFault(facts)
        ? {
            seen: seenRetryAfter(facts),
            nextStep: `Wait ${waitOf(facts)}, then try again.`,
            actions: [{ kind: 'retry' }],
          }
        : null,
  },
  {
    id: 'http-bad-gateway',
    severity: 'error',
    title: 'A gateway got no good answer from the server behind it',
    why: 'The answer is the gateway’s; the server itself is down, too slow or misconfigured.',
    reference: 'RFC 9110 §15.6.3',
    check: (facts) =>
      facts.status === 502 || facts.status === 504 || isUpstreamFault(facts)
        ? {
            seen: `Status ${facts.status}${facts.text === '' ? '' : `: ${quoteBody(facts.text)}`}.`,
            nextStep: 'Check that the server behind the gateway runs, then try again.',
            actions: [{ kind: 'retry' }],
          }
        : null,
  },
  {
    id: 'http-server-error',
    severity: 'error',
    title: 'The server failed',
    why: 'A status from 500 up is a fault on the server’s side, though an unusual request may have brought it out.',
    reference: 'RFC 9110 §15.6',
    check: (facts) =>
      facts.status >= 500
        ? {
            seen: `Status ${facts.status}${facts.text === '' ? '' : `: ${quoteBody(facts.text)}`}.`,
            nextStep: 'Look at the server’s log, then try again.',
            actions: [{ kind: 'retry' }],
          }
        : null,
  },
];

function offeredByProxy({ exchange }: Facts): string[] {
  return responseHeaders(exchange.response?.headers ?? [], 'proxy-authenticate');
}

/** Over plain HTTP the proxy's answer comes in the place of the server's. */
function proxyNext(facts: Facts): string {
  const challenges = parseChallenges(offeredByProxy(facts));
  const { proxy } = facts.exchange.connection ?? {};
  if (challenges.length > 0 && !challengeOf(challenges, 'Basic')) return OTHER_SIGN_IN;
  if (!proxy) return 'Use a network without that proxy, or have it let this host through.';
  return proxy.authenticated ? CHECK_CREDENTIALS : ENTER_CREDENTIALS;
}

/** Gateways like Envoy and Kong also say with 503 that what is behind them does not answer. */
function isUpstreamFault({ status, text }: Facts): boolean {
  return status === 503 && /no healthy upstream|upstream connect error|failure to get a peer/i.test(text);
}

function seenRetryAfter(facts: Facts): string {
  const value = header(facts, 'retry-after');
  const reset = value === null && facts.status === 429 ? limitReset(facts) : null;
  const words =
    value !== null
      ? `Retry-After: ${value}`
      : reset !== null
        ? `${reset.name}: ${reset.seconds}`
        : 'without Retry-After';
  return `Status ${facts.status}, ${words}.`;
}
