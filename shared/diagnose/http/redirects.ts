import type { RedirectStop } from '../../http/exchange.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { header } from '../evidence/response-facts.ts';
import { quote } from '../quote.ts';
import type { Rule } from '../rule.ts';

/** Answers that name another address. They are never followed with credentials. The first that fits. */
export const REDIRECT_RULES: readonly Rule[] = [
  {
    id: 'http-redirect-https',
    severity: 'error',
    title: 'The server requires HTTPS',
    why: 'It redirects http:// to https://. The request, with its credentials, was already sent in plain text.',
    reference: 'RFC 9110 §4.2.2',
    supersedes: ['sent-secret-in-clear', 'sent-token-in-clear'],
    check: (facts) => {
      const target = targetUrl(facts);
      if (facts.url.protocol !== 'http:' || target?.protocol !== 'https:') return null;
      if (target.hostname !== facts.url.hostname || bare(target) !== bare(facts.url)) return null;
      return {
        seen: seenRedirect(facts, target.href),
        nextStep: `Use the https:// URL.${facts.loopback ? '' : ' If a real secret was sent, have it reset.'}`,
        actions: [{ kind: 'use-url', url: target.href }],
      };
    },
  },
  {
    id: 'http-redirect-slash',
    severity: 'error',
    title: 'The URL differs by a trailing slash',
    why: 'The server uses the other form. Redirects are not followed with credentials, and would often turn POST into GET.',
    reference: 'RFC 9110 §15.4',
    check: (facts) => {
      const target = targetUrl(facts);
      if (target?.origin !== facts.url.origin || target.pathname === facts.url.pathname) return null;
      if (bare(target) !== bare(facts.url)) return null;
      return {
        seen: seenRedirect(facts, target.href),
        nextStep: `Use the address ${target.pathname.endsWith('/') ? 'with' : 'without'} the slash.`,
        actions: [{ kind: 'use-url', url: target.href }],
      };
    },
  },
  {
    id: 'http-redirect-stopped',
    severity: 'error',
    title: 'The redirects were not followed',
    why: 'Credence followed them as far as is safe, and shows the last response.',
    reference: 'RFC 9110 §15.4',
    check: (facts) => {
      const { redirectStop } = facts.exchange;
      if (redirectStop === undefined) return null;
      const { reason, nextStep } = STOPS[redirectStop];
      return { seen: `${reason} ${seenRedirect(facts, redirectTarget(facts) ?? 'none')}`, nextStep };
    },
  },
  {
    id: 'http-redirect-blocked',
    severity: 'error',
    title: 'A web filter blocks this server',
    why: 'The redirect leads to the block page of a filter on this network. The request did not reach the server.',
    reference: 'RFC 9110 §15.4',
    check: (facts) => {
      const target = targetUrl(facts);
      return target !== null &&
        target.host !== facts.url.host &&
        BLOCK_PAGE.test(target.host + target.pathname)
        ? {
            seen: seenRedirect(facts, target.href),
            nextStep: 'Ask the network’s administrator to let this host through, or use another network.',
            actions: [{ kind: 'retry' }],
          }
        : null;
    },
  },
  {
    id: 'http-redirect-portal',
    severity: 'error',
    title: 'The network wants you to sign in',
    why: 'Plain HTTP was answered by the network with its sign-in page. The request did not reach the server.',
    reference: 'RFC 8910 §1',
    check: (facts) => {
      const target = targetUrl(facts);
      if (target === null || target.hostname === facts.url.hostname) return null;
      const isPortal = PORTAL.test(target.host + target.pathname);
      if (
        !isPortal &&
        !(facts.url.protocol === 'http:' && target.protocol === 'http:' && LOGIN.test(target.href))
      )
        return null;
      return {
        seen: seenRedirect(facts, target.href),
        nextStep: 'Open any page in a browser, sign in to the network, then try again.',
        actions: [{ kind: 'retry' }],
      };
    },
  },
  {
    id: 'http-redirect-login',
    severity: 'error',
    title: 'The server redirects to a login page',
    why: 'Login pages are for people. Either this is not the endpoint, or a sign-in gateway is in front of it.',
    reference: 'RFC 9110 §15.4',
    check: (facts) => {
      const location = redirectTarget(facts);
      if (!location || !LOGIN.test(location) || isTokenPath(location)) return null;
      return {
        seen: seenRedirect(facts, location),
        nextStep:
          'Check that the URL is the endpoint and not a page for browsers. If a gateway is in front, exempt this path from sign-in.',
      };
    },
  },
  {
    id: 'http-redirect',
    severity: 'error',
    title: 'The server redirects to another URL',
    why: 'Credence did not follow it: credentials go only to the URL that you entered.',
    reference: 'RFC 9110 §15.4',
    check: (facts) => {
      const location = redirectTarget(facts);
      if (!location) return null;
      const target = URL.canParse(location) ? new URL(location) : null;
      const safe = target && (target.protocol === 'https:' || facts.url.protocol === 'http:');
      return {
        seen: seenRedirect(facts, location),
        nextStep: isSameSite(facts, target)
          ? 'If you trust that URL, use it instead.'
          : 'It is on another site. Enter it only if the server’s operator names it; otherwise find out who redirects.',
        actions: safe && isSameSite(facts, target) ? [{ kind: 'use-url', url: target.href }] : [],
      };
    },
  },
];

const STOPS: Readonly<Record<RedirectStop, { readonly reason: string; readonly nextStep: string }>> = {
  'location-invalid': {
    reason: 'The target is not an http or https URL.',
    nextStep: 'Report it to the API’s developers.',
  },
  loop: {
    reason: 'The redirects form a loop.',
    nextStep: 'Call the final URL directly. Often a cookie is missing that the API sets.',
  },
  limit: {
    reason: 'There were too many redirects.',
    nextStep: 'Call the final URL directly.',
  },
  'body-secret': {
    reason: 'The body contains a secret, and the target is another server.',
    nextStep: 'If you trust that server, call its URL directly.',
  },
};

const BLOCK_PAGE =
  /(^|[./-])(block(ed|page)?|webfilter|web-filter|urlblock|access-?denied|denied)([./-]|$)|opendns\.com|umbrella\.com|zscaler|gateway\.zs|fortiguard|websense|forcepoint|netskope|goskope|menlosecurity/i;

const PORTAL =
  /captive|hotspot|(^|[.-])(wifi|wlan|guest|portal\.hotel|hotel)([.-])|fortinet.*fgtauth|fgtauth|\/guest\//i;

const LOGIN = /log-?[io]n|sign-?in|authn|authenticat|\bsso\b|saml|\badfs\/ls\b|oauth2?\/.*authori[sz]e/i;

/** One click must not send credentials to another site: the last two labels of the host must match. */
function isSameSite({ url }: Evidence, target: URL | null): boolean {
  const site = (host: string) => host.split('.').slice(-2).join('.');
  return target !== null && site(target.hostname) === site(url.hostname);
}

/** The host may well be called login. */
function isTokenPath(location: string): boolean {
  return URL.canParse(location) && /token\/?$/.test(new URL(location).pathname);
}

/** The absolute address that a redirect names, as far as it can be read. */
function redirectTarget(facts: Evidence): string | null {
  const location = header(facts, 'location');
  if (facts.status < 300 || facts.status > 399 || facts.status === 304 || location === null) return null;
  return URL.canParse(location, facts.url.href) ? new URL(location, facts.url.href).href : location;
}

function targetUrl(facts: Evidence): URL | null {
  const location = redirectTarget(facts);
  return location !== null && URL.canParse(location) ? new URL(location) : null;
}

/** The path and query, whether or not a slash ends the path. */
function bare({ pathname, search }: URL): string {
  return pathname.replace(/\/$/, '') + search;
}

/** A Location may carry what is nobody's business: codes and tokens are left out. */
function seenRedirect({ status }: Evidence, location: string): string {
  const shown = location.replace(
    /([?&#](?:access_token|id_token|code|client_secret|client_assertion|SAMLRequest|SAMLResponse)=)[^&#]*/g,
    '$1…',
  );
  return `Status ${status}, Location: ${quote(shown)}.`;
}
