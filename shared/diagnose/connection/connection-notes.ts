import type { Evidence } from '../evidence/evidence.ts';
import { sentAuthorization } from '../evidence/refusal-facts.ts';
import { duration, quote, time } from '../quote.ts';
import type { Rule } from '../rule.ts';
import { withScheme } from './transport.ts';

const FORTNIGHT = 14 * 86_400_000;

/** What is off about the connection of an exchange that went through. All that fit. */
export const CONNECTION_NOTES: readonly Rule[] = [
  {
    id: 'transport-sent-twice',
    severity: 'info',
    title: 'The request was sent twice',
    why: 'The first attempt used a kept-alive connection that the server closed. The server may have processed it, so its log may show it twice.',
    reference: 'RFC 9112 §9.3.1',
    check: ({ exchange: { connection } }) =>
      connection?.sentTwice === true
        ? {
            seen: 'A kept-alive connection broke before any response; a new one was opened.',
            nextStep:
              'No action needed, unless it keeps happening: then the server closes connections instead of responding.',
          }
        : null,
  },
  {
    id: 'sent-secret-in-clear',
    severity: 'warning',
    title: 'The client secret was sent over plain HTTP',
    why: 'Anyone on the network path could read the secret and the token. Treat a real secret as exposed.',
    reference: 'RFC 6749 §2.3.1',
    check: (facts) =>
      inClear(facts) && facts.sent.hasSecret
        ? {
            seen: `The request went to ${quote(facts.url.origin)}.`,
            nextStep: 'Use the https:// URL. If the secret is real, reset it at the server.',
            actions: [{ kind: 'use-url', url: withScheme(facts.url, 'https:') }],
          }
        : null,
  },
  {
    id: 'sent-token-in-clear',
    severity: 'warning',
    title: 'The access token was sent over plain HTTP',
    why: 'Anyone who reads a bearer token on the network path can use it until it expires.',
    reference: 'RFC 6750 §5.3',
    check: (facts) =>
      inClear(facts) && facts.exchange.purpose === 'api' && sentAuthorization(facts)
        ? {
            seen: `The request went to ${quote(facts.url.origin)}.`,
            nextStep: 'Use the https:// URL.',
            actions: [{ kind: 'use-url', url: withScheme(facts.url, 'https:') }],
          }
        : null,
  },
  {
    id: 'tls-old-version',
    severity: 'warning',
    title: 'The connection uses an outdated TLS version',
    why: 'TLS 1.0 and 1.1 have known weaknesses and are deprecated.',
    reference: 'RFC 8996 §4',
    check: ({ exchange: { tls } }) =>
      /^(TLSv1(\.[01])?|SSLv[23])$/.test(tls?.protocol ?? '')
        ? {
            seen: `The version is ${tls?.protocol}.`,
            nextStep: 'Enable TLS 1.2 or 1.3 on the server.',
          }
        : null,
  },
  {
    id: 'tls-certificate-expires-soon',
    severity: 'info',
    title: 'The server’s certificate expires soon',
    why: 'Once it expires, every client that checks certificates refuses the connection.',
    reference: 'RFC 5280 §4.1.2.5',
    check: ({ exchange: { tls, startedAt } }) => {
      const [leaf] = tls?.chain ?? [];
      const left = leaf ? leaf.validTo - startedAt : Number.POSITIVE_INFINITY;
      // A certificate made for a few days is renewed by a machine, and soon every day: no news.
      if (!leaf || left <= 0 || left > FORTNIGHT || leaf.validTo - leaf.validFrom < 2 * FORTNIGHT)
        return null;
      return {
        seen: `It is valid until ${time(leaf.validTo)}, ${duration(left)} from this exchange.`,
        nextStep: 'Ask the server’s administrator to renew it.',
      };
    },
  },
];

/** Whether an answer came over plain HTTP from beyond this machine. */
function inClear({ url, loopback, exchange }: Evidence): boolean {
  return url.protocol === 'http:' && !loopback && exchange.response !== null;
}
