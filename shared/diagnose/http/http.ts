import { responseHeaders } from '../../http/response.ts';
import { challengeOf, parseChallenges } from '../../oauth/challenge.ts';
import { CHECK_CREDENTIALS, ENTER_CREDENTIALS, OTHER_SIGN_IN } from '../connection/proxy.ts';
import { withScheme } from '../connection/transport.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { quote, quoteBody } from '../quote.ts';
import type { Rule } from '../rule.ts';

/** Plain HTTP sent to a port that expects TLS: the servers' own words for it, or what is left of the connection. */
export const HTTP_ON_HTTPS_PORT: Rule = {
  id: 'http-on-https-port',
  severity: 'fatal',
  title: 'This port expects HTTPS',
  why: 'The request was sent as plain HTTP, readable by anyone in between; the server expects TLS.',
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
      nextStep: 'Use the https:// URL.',
      actions: [{ kind: 'use-url', url: withScheme(url, 'https:') }],
    };
  },
};

/** A proxy on the way wants credentials. */
export const PROXY_AUTHENTICATION: Rule = {
  id: 'http-proxy-authentication',
  severity: 'error',
  title: 'A proxy requires credentials',
  why: 'A proxy between this machine and the server responded.',
  reference: 'RFC 9110 §15.5.8',
  check: (facts) =>
    facts.status === 407
      ? {
          seen: `Status 407; ${offeredByProxy(facts).join(', ') || 'no Proxy-Authenticate header'}.`,
          nextStep: proxyNext(facts),
        }
      : null,
};

function offeredByProxy({ exchange }: Evidence): string[] {
  return responseHeaders(exchange.response?.headers ?? [], 'proxy-authenticate');
}

/** Over plain HTTP the proxy's answer comes in the place of the server's. */
function proxyNext(facts: Evidence): string {
  const challenges = parseChallenges(offeredByProxy(facts));
  const { proxy } = facts.exchange.connection ?? {};
  if (challenges.length > 0 && !challengeOf(challenges, 'Basic')) return OTHER_SIGN_IN;
  if (!proxy)
    return 'Enter the proxy and its credentials in the connection settings of this workspace, or use a network without it.';
  return proxy.authenticated ? CHECK_CREDENTIALS : ENTER_CREDENTIALS;
}
