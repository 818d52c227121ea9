import { looksLikeHtml, mediaType, responseHeader } from '../http/response.ts';
import type { Facts } from './facts.ts';
import type { FindingAction } from './finding.ts';
import { duration, quote, quoteBody } from './quote.ts';
import type { Rule } from './rule.ts';
import { withScheme } from './transport.ts';

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
      /plain HTTP request was sent to HTTPS port|HTTP request to an HTTPS server|requires TLS/i.test(text);
    // A TLS server answers with an alert: not HTTP. Ports that end in 443 are rarely anything else.
    const breaks =
      failure?.code === 'http-malformed' ||
      (/443$/.test(url.port) &&
        (failure?.code === 'connection-reset' || failure?.code === 'connection-closed'));
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
  {
    id: 'http-redirect-login',
    severity: 'error',
    title: 'The server sends to a login page',
    why: 'A person is meant to sign in there. A token endpoint and an API never ask for that: this is another address, or a gateway in front of it.',
    reference: 'RFC 9110 §15.4',
    check: (facts) => {
      const location = redirectTarget(facts);
      if (!location || !LOGIN.test(location)) return null;
      return {
        seen: seenRedirect(facts, location),
        nextStep:
          'Check the URL: is it the endpoint itself, and not a page for browsers? Behind a gateway, let the path through.',
      };
    },
  },
  {
    id: 'http-redirect',
    severity: 'error',
    title: 'The server sends to another address',
    why: 'It was not followed: credentials are sent only to the address that you entered.',
    reference: 'RFC 9110 §15.4',
    check: (facts) => {
      const location = redirectTarget(facts);
      if (!location) return null;
      const target = URL.canParse(location) ? new URL(location) : null;
      const safe = target && (target.protocol === 'https:' || facts.url.protocol === 'http:');
      return {
        seen: seenRedirect(facts, location),
        nextStep: 'If you trust that address, use it instead.',
        actions: safe ? [{ kind: 'use-url', url: target.href }] : [],
      };
    },
  },
  {
    id: 'http-not-found',
    severity: 'error',
    title: 'There is nothing at this path',
    why: 'The server is reached, and does not know the path.',
    reference: 'RFC 9110 §15.5.5',
    check: (facts) =>
      facts.status === 404
        ? {
            seen: `Status 404 for ${quote(facts.url.pathname)}.`,
            nextStep: `Check the path, a slash at its end too.${curityHint(facts)}`,
            actions: otherPaths(facts),
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
        nextStep: `Check the path and the method.${curityHint(facts)}`,
        actions: otherPaths(facts),
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
            seen: `Status 407; ${header(facts, 'proxy-authenticate') ?? 'no Proxy-Authenticate header'}.`,
            nextStep: 'Use a network without that proxy, or have it let this host through.',
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
      const field = facts.exchange.request.headers.find(({ name }) => name.toLowerCase() === 'content-type');
      const type = field?.value.filter((span) => typeof span === 'string').join('');
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
      facts.status === 503
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
      facts.status === 502 || facts.status === 504
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

const LOGIN = /log-?[io]n|sign-?in|authn|authenticat|\bsso\b|saml|\badfs\/ls\b|oauth2?\/.*authori[sz]e/i;

/** The absolute address that a redirect names, as far as it can be read. */
function redirectTarget(facts: Facts): string | null {
  const location = header(facts, 'location');
  if (facts.status < 300 || facts.status > 399 || facts.status === 304 || location === null) return null;
  return URL.canParse(location, facts.url.href) ? new URL(location, facts.url.href).href : location;
}

function seenRedirect({ status }: Facts, location: string): string {
  return `Status ${status}, Location: ${quote(location)}.`;
}

/** The same path with or without its last slash, and Curity's path where the server looks like one. */
function otherPaths(facts: Facts): FindingAction[] {
  const { url, exchange } = facts;
  if (exchange.purpose !== 'token') return [];
  const other = new URL(url.href);
  if (looksLikeCurity(facts)) other.pathname = CURITY_TOKEN_PATH;
  else if (url.pathname === '/') return [];
  else other.pathname = url.pathname.endsWith('/') ? url.pathname.slice(0, -1) : `${url.pathname}/`;
  return [{ kind: 'use-url', url: other.href }];
}

const CURITY_TOKEN_PATH = '/oauth/v2/oauth-token';

function looksLikeCurity({ url, exchange }: Facts): boolean {
  if (exchange.purpose !== 'token' || url.pathname === CURITY_TOKEN_PATH) return false;
  return url.port === '8443' || /^\/(~\/)?oauth\/v2\b/.test(url.pathname) || /curity/i.test(url.hostname);
}

function curityHint(facts: Facts): string {
  return looksLikeCurity(facts) ? ` On Curity the token endpoint is ${CURITY_TOKEN_PATH}.` : '';
}

function seenRetryAfter(facts: Facts): string {
  const value = header(facts, 'retry-after');
  return `Status ${facts.status}${value === null ? ', without Retry-After' : `, Retry-After: ${value}`}.`;
}

/** Retry-After has seconds or a date (RFC 9110 §10.2.3). */
function waitOf(facts: Facts): string {
  const value = header(facts, 'retry-after')?.trim() ?? '';
  if (/^\d+$/.test(value)) return duration(Number(value) * 1000);
  const until = Date.parse(value);
  return Number.isNaN(until) ? 'a while' : duration(Math.max(until - facts.now, 1000));
}

/** Whether the answer is a web page. */
export function isHtml(facts: Facts): boolean {
  return looksLikeHtml(facts.text, header(facts, 'content-type'));
}

export function header(facts: Facts, name: string): string | null {
  return responseHeader(facts.exchange.response?.headers ?? [], name);
}

export function contentType(facts: Facts): string | null {
  return mediaType(facts.exchange.response?.headers ?? []);
}
