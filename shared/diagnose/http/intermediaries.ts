import { challengeOf } from '../../oauth/challenge.ts';
import { certificateActions } from '../certificate-actions.ts';
import type { Facts } from '../facts/facts.ts';
import { header, isHtml, pageTitle } from '../facts/response-facts.ts';
import { list, quote, quoteBody } from '../quote.ts';
import type { Rule } from '../rule.ts';

/** Answers of something that stands between this machine and the server. The first that fits. */
export const INTERMEDIARY_RULES: readonly Rule[] = [
  {
    id: 'http-network-login',
    severity: 'error',
    title: 'The network wants you to sign in first',
    why: 'The answer comes from the network, not from the server: as in a hotel or at an airport, a page in the browser has to be passed first.',
    reference: 'RFC 6585 §6',
    check: (facts) =>
      facts.status === 511
        ? {
            seen: seenAnswer(facts),
            nextStep: 'Open any page in a browser, sign in to the network, then try again.',
            actions: [{ kind: 'retry' }],
          }
        : null,
  },
  {
    id: 'http-proxy-page',
    severity: 'error',
    title: 'A proxy answered instead of the server',
    why: 'The request did not get through: the page was written by a proxy on the way, which filters or could not connect.',
    reference: 'RFC 9110 §3.7',
    check: (facts) => {
      const sign = proxySign(facts);
      return sign !== null && facts.status >= 400 && facts.status !== 407
        ? {
            seen: `${sign}. ${seenAnswer(facts)}`,
            nextStep:
              'Ask the network’s administrator to let this host through the proxy, or use another network.',
            actions: [{ kind: 'retry' }],
          }
        : null;
    },
  },
  {
    id: 'http-client-certificate-required',
    severity: 'error',
    title: 'The server wants a client certificate',
    why: 'The connection was made, but this address answers only to clients that prove who they are in TLS (mutual TLS).',
    reference: 'RFC 8705 §2',
    check: (facts) =>
      facts.status >= 400 &&
      /No required SSL certificate was sent|The SSL certificate error|client certificate (is )?(required|missing|untrusted)|\b403\.(7|16)\b/i.test(
        facts.text,
      )
        ? {
            seen: seenAnswer(facts),
            nextStep:
              'Choose a key with a certificate, or use an address that does not demand one: servers often have two token endpoints, one for each kind.',
            actions: certificateActions(facts),
          }
        : null,
  },
  {
    id: 'http-firewall-page',
    severity: 'error',
    title: 'A firewall in front of the server stopped the request',
    why: 'It takes the request for that of a robot or an attack. The server itself has not seen it.',
    reference: 'RFC 9110 §15.5.4',
    check: (facts) => {
      const sign = facts.status < 300 || facts.status >= 400 ? firewallSign(facts) : null;
      return sign === null
        ? null
        : {
            seen: `${sign}. ${seenAnswer(facts)}`,
            nextStep:
              'Ask the server’s operator to let this path through the firewall: programs cannot solve its challenges. The number on the page helps them find the request.',
          };
    },
  },
  {
    id: 'http-origin-unreachable',
    severity: 'error',
    title: 'The network in front cannot reach the server',
    why: 'A status from 520 to 530 is Cloudflare’s own: the server behind it is down, too slow, or its certificate is not accepted.',
    reference: 'RFC 9110 §15.6.3',
    check: (facts) =>
      facts.status >= 520 && facts.status <= 530
        ? {
            seen: seenAnswer(facts),
            nextStep: `Ask the server’s operator to check ${ORIGIN_FAULTS[facts.status] ?? 'the server behind Cloudflare'}.`,
            actions: [{ kind: 'retry' }],
          }
        : null,
  },
  {
    id: 'http-integrated-authentication',
    severity: 'error',
    title: 'A gateway wants a network sign-in',
    why: 'It asks for Negotiate or NTLM, which belong to Windows networks. Token endpoints use neither, so something in front of it answers.',
    reference: 'RFC 4559 §4',
    check: (facts) => {
      const schemes = ['Negotiate', 'NTLM'].filter((scheme) => challengeOf(facts.challenges, scheme));
      if (facts.status !== 401 || schemes.length === 0 || facts.exchange.purpose === 'api') return null;
      return {
        seen: `Status 401, WWW-Authenticate: ${list(schemes)}.`,
        nextStep:
          'Have the token endpoint’s path excluded from that sign-in, for example in IIS or the gateway.',
      };
    },
  },
];

const ORIGIN_FAULTS: Readonly<Record<number, string>> = {
  521: 'whether the server runs and lets Cloudflare in',
  522: 'why the server does not take the connection',
  523: 'the server’s address at Cloudflare',
  524: 'why the server takes so long',
  525: 'the TLS settings of the server behind Cloudflare',
  526: 'the certificate of the server behind Cloudflare',
};

/** What gives a forward proxy away. */
function proxySign(facts: Facts): string | null {
  const squid = header(facts, 'x-squid-error');
  if (squid !== null) return `X-Squid-Error: ${squid}`;
  if (!isHtml(facts)) return null;
  const server = header(facts, 'server') ?? '';
  if (PROXIES.test(server)) return `Server: ${server}`;
  // Via and the like are on what a proxy passes on, too: then its own page has to say so.
  const page =
    PROXIES.exec(facts.text)?.[0] ?? /web filter violation|content categorization/i.exec(facts.text)?.[0];
  return page === undefined ? null : `The page has ${quote(page)}`;
}

const PROXIES =
  /squid|zscaler|blue ?coat|proxysg|websense|forcepoint|mcafee web gateway|skyhigh secure web|fortiguard|fortiproxy|iboss|netskope/i;

/** What gives an application firewall away. */
function firewallSign(facts: Facts): string | null {
  for (const name of ['cf-mitigated', 'x-amzn-waf-action']) {
    const value = header(facts, name);
    if (value !== null) return `${name}: ${value}`;
  }
  const server = header(facts, 'server') ?? '';
  const page = isHtml(facts);
  // Imperva shows its pages with 200 as well; its headers are on the server’s own answers, too.
  if (page && /_Incapsula_Resource|Incapsula incident ID/i.test(facts.text)) return 'A page of Imperva';
  if (facts.status < 400) return null;
  if (page && facts.status === 403 && /^(awselb\/|Microsoft-Azure-Application-Gateway\/)/i.test(server))
    return `Server: ${server}`;
  if (page && /^cloudfront/i.test(server) && /Request blocked|access .{0,20}blocked/i.test(facts.text))
    return `Server: ${server}`;
  if (page && header(facts, 'x-azure-ref') !== null && /The request is blocked/i.test(facts.text))
    return 'The page of Azure’s firewall';
  if (page && /generated by Mod_?Security|Sucuri WebSite Firewall/i.test(facts.text))
    return `The page has ${quote(/Mod_?Security|Sucuri WebSite Firewall/i.exec(facts.text)?.[0] ?? '')}`;
  if (
    page &&
    /^cloudflare/i.test(server) &&
    /Attention Required|Just a moment|been blocked/i.test(facts.text)
  )
    return `Server: ${server}`;
  if (page && /AkamaiGHost/i.test(server) && /Access Denied/i.test(facts.text)) return `Server: ${server}`;
  if (/The requested URL was rejected\. Please consult with your administrator/i.test(facts.text))
    return 'The page of an F5 firewall';
  return null;
}

function seenAnswer(facts: Facts): string {
  const title = isHtml(facts) ? pageTitle(facts) : null;
  const words = title !== null ? quote(title) : facts.text === '' ? 'an empty body' : quoteBody(facts.text);
  return `Status ${facts.status}: ${words}.`;
}
