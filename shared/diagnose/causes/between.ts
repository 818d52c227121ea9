import { challengeOf } from '../../oauth/challenge.ts';
import { certificateActions } from '../certificate-actions.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { header } from '../evidence/response-facts.ts';
import { quote } from '../quote.ts';
import { type Cause, EVERYWHERE, hinted, sign, when } from './cause.ts';
import { credentialRefusal } from './client-facts.ts';
import { endpointHint, otherEndpoints } from './endpoint-hints.ts';
import { isBareRefusal } from './policy.ts';

const family = 'between' as const;

/** Maintenance, in the languages of the pages that say so. */
export const MAINTENANCE =
  /maintenance|wartung|mantenimiento|manutenzione|manuten[cç][aã]o|onderhoud|konserwac|обслуживани|メンテナンス|维护|점검|services? (is|are|is ?n[o'’]t|are ?n[o'’]t) (currently |temporarily )?(un)?available|working to restore|(be|check) back (soon|shortly|online)|vorübergehend nicht|momentanément indisponible|temporalmente|temporariamente/i;

const isDocument = ({ exchange }: Evidence) => exchange.purpose !== 'api';

const isUnreached = (status: number) => status === 502 || status === 504;

function titleOf({ answer: { page } }: Evidence): string {
  return page?.title ? ` Its title: ${quote(page.title, 60)}.` : '';
}

/** Responses from something between this machine and the server, recognized by their structure. */
export const BETWEEN_CAUSES = {
  'http-network-login': {
    family,
    purposes: EVERYWHERE,
    what: 'the network wants you to sign in',
    why: (facts) =>
      `The network answered, not the server. Someone must accept its terms first.${titleOf(facts)}`,
    reference: 'RFC 6585 §6',
    check: 'open a page in a browser',
    step: () => ({
      nextStep: 'Open any page in a browser, sign in to the network, then try again.',
      actions: [{ kind: 'retry' }],
    }),
    weigh: ({ status, answer }) => [
      ...when(status === 511, 32, 'The status is 511.'),
      ...when(answer.page?.kind === 'portal', 14, 'The page speaks of the network.'),
    ],
  },
  'http-proxy-fault': {
    family: 'fault',
    purposes: EVERYWHERE,
    what: 'the proxy cannot reach the server',
    why: (facts) =>
      /DNS/.test(header(facts, 'x-squid-error') ?? '')
        ? `The proxy cannot resolve ${quote(facts.url.hostname, 80)}.`
        : 'The proxy answered: it got no connection or no response from the server.',
    reference: 'RFC 9110 §15.6.3',
    check: 'try without the proxy',
    step: (facts) => ({
      nextStep: `Check the host name; if ${quote(facts.url.hostname, 80)} is an internal host, reach it without the proxy.`,
      actions: [{ kind: 'retry' }],
    }),
    weigh: (facts) => [
      ...when(
        /^ERR_(?!ACCESS|CACHE_ACCESS|TOO_BIG|INVALID|UNSUP)/.test(header(facts, 'x-squid-error') ?? '') &&
          facts.status >= 400,
        34,
        'X-Squid-Error says so.',
      ),
      ...when(
        facts.answer.page?.kind === 'filter' && isUnreached(facts.status),
        18,
        'The page is a proxy’s, and its status says that the server did not answer.',
      ),
    ],
  },
  'http-proxy-changed': {
    family,
    purposes: EVERYWHERE,
    what: 'the changed proxy refuses it',
    why: 'Only the proxy changed since it worked.',
    reference: 'RFC 9110 §3.7',
    check: 'go back to the earlier proxy settings',
    step: () => ({
      nextStep:
        'Go back to the earlier proxy settings, or ask the network’s administrator to let this host through.',
    }),
    weigh: ({ memory, status, answer }) =>
      memory?.changed.includes('proxy') && status >= 400 && answer.code === null
        ? [sign(memory.changed.length === 1 ? 12 : 5, 'Only the proxy changed since it worked.')]
        : [],
  },
  'http-proxy-page': {
    family,
    purposes: EVERYWHERE,
    what: 'a proxy blocked the request',
    why: (facts) =>
      `A web filter or proxy wrote this page. The request did not reach the server.${titleOf(facts)}`,
    reference: 'RFC 9110 §3.7',
    check: 'try another network',
    step: () => ({
      nextStep: 'Ask the network’s administrator to let this host through, or use another network.',
      actions: [{ kind: 'retry' }],
    }),
    weigh: (facts) => {
      const { answer, status } = facts;
      const fault = header(facts, 'x-squid-error') ?? '';
      const isRefusal = /^ERR_(ACCESS|CACHE_ACCESS|TOO_BIG|INVALID|UNSUP)/.test(fault);
      if (fault !== '' && !isRefusal) return [];
      const server =
        /zscaler|squid|bluecoat|proxysg|mcafee|forcepoint|websense|fortiproxy|iboss|netskope|skyhigh/i.test(
          header(facts, 'server') ?? '',
        );
      return [
        ...when(isRefusal && status >= 400, 32, 'X-Squid-Error is a proxy’s header.'),
        ...when(server && answer.page !== null && status >= 400, 14, 'The Server header names a proxy.'),
        ...when(
          answer.page?.kind === 'filter',
          isUnreached(status) ? 8 : 21,
          'The page reads like a web filter’s.',
        ),
        ...when(
          answer.format === 'text' &&
            status === 403 &&
            /\b(url|web) ?filter|\bcategory\b|proxy policy|blocked by (the )?(proxy|policy|administrator|organi[sz]ation|network)/i.test(
              answer.words,
            ),
          12,
          'The text speaks as a web filter does.',
        ),
      ];
    },
  },
  'http-firewall-page': {
    family,
    purposes: EVERYWHERE,
    what: 'a firewall stopped the request',
    why: (facts) =>
      `A firewall or filter in front of the server blocked the request, which did not reach it.${titleOf(facts)}`,
    reference: 'RFC 9110 §15.5.4',
    check: 'ask the server’s operator about the firewall',
    step: ({ answer: { page } }) => ({
      nextStep: `Ask the server’s operator to let this path through the firewall${page?.incident ? `; quote the number ${quote(page.incident, 60)}` : ''}.`,
    }),
    weigh: (facts) => {
      const { answer, status } = facts;
      const says = header(facts, 'cf-mitigated') ?? header(facts, 'x-amzn-waf-action');
      const server = header(facts, 'server') ?? '';
      const fromEdge =
        /^(awselb\/|Microsoft-Azure-Application-Gateway\/|cloudfront|AkamaiGHost|cloudflare|ddos-guard|sucuri|imperva|BigIP|F5)/i.test(
          server,
        );
      if (status >= 300 && status < 400) return [];
      return [
        ...when(says !== null, 32, 'A header names the firewall.'),
        ...when(
          answer.page?.kind === 'block',
          14,
          'The page says that a security device stopped the request.',
        ),
        ...when(
          answer.page !== null &&
            answer.page.kind !== 'block' &&
            answer.page.kind !== 'login' &&
            fromEdge &&
            (status === 403 || status === 406 || status === 429),
          12,
          `The page comes from ${server}, in front of the server.`,
        ),
        ...when(
          (answer.format === 'text' || answer.format === 'json') &&
            [403, 406].includes(status) &&
            (/request (was )?(blocked|rejected) by|\b(waf|web application firewall|mod_?security|firewall)\b|(blocked|denied) (by|for) (a )?security|error code: 10(10|15|20|06|09)/i.test(
              answer.words,
            ) ||
              /^10(10|20|06|09)$/.test(answer.codes[0] ?? '')),
          /cloudflare/i.test(server) ? 32 : 13,
          'The text names a firewall.',
        ),
        ...when(
          answer.format === 'json' &&
            status === 403 &&
            /captcha-delivery|\bcaptcha\b|\bbot (detect|protect|manage)/i.test(facts.text.slice(0, 2_000)),
          13,
          'The body asks for a captcha.',
        ),
        ...when(
          answer.page?.kind === 'status' && status === 403 && isDocument(facts),
          4,
          'The response is a web server’s default 403 page.',
        ),
        ...when(answer.format === 'empty' && status === 403 && isDocument(facts), 3, 'A bare 403.'),
        ...when(answer.format === 'xml' && status === 403 && isDocument(facts), 2, 'A 403 in XML.'),
        ...when(
          answer.page?.kind === 'other' && status === 403 && isDocument(facts),
          5,
          'A web page with 403.',
        ),
      ];
    },
  },
  'answer-html-login': {
    family,
    purposes: EVERYWHERE,
    what: 'a login page answered',
    why: (facts) =>
      `It is a page for people: the URL belongs to a web page, or a sign-in gateway is in front.${titleOf(facts)}`,
    reference: 'RFC 6749 §3.2',
    check: 'check that the URL is the endpoint',
    step: (facts) => ({
      nextStep: `Check the URL. If it is right, have the gateway let this path through without a browser sign-in.${endpointHint(facts)}`,
      actions:
        facts.exchange.purpose === 'api' ? [] : otherEndpoints(facts).filter(() => facts.metadata !== null),
    }),
    weigh: ({ answer, status }) =>
      when(answer.page?.kind === 'login' && status < 500, 15, 'The page asks a person to sign in.'),
  },
  'answer-html': {
    family,
    purposes: ['token', 'introspection', 'revocation', 'metadata', 'jwks'],
    what: 'a web page answered, not the endpoint',
    why: (facts) =>
      `The server returned HTML, not JSON.${titleOf(facts)} The URL may belong to a web page, or a proxy or gateway answered.`,
    reference: 'RFC 6749 §5.1',
    check: 'check the URL',
    step: (facts) => ({
      nextStep: `Check the URL, and read the page: it often says who wrote it.${endpointHint(facts)}`,
      actions: otherEndpoints(facts).filter(() => facts.metadata !== null),
    }),
    weigh: (facts) => {
      const { answer, status, challenges } = facts;
      if (answer.page === null) return [];
      const isOk = status >= 200 && status < 300;
      return [
        ...when(
          isOk &&
            (answer.page.kind === 'app' || answer.page.kind === 'other' || answer.page.kind === 'status'),
          MAINTENANCE.test(answer.page.words) ? 4 : 11,
          'The answer is a web page.',
        ),
        ...when(
          !isOk &&
            status < 500 &&
            status !== 404 &&
            !(status === 401 && challengeOf(challenges, 'Basic') !== null),
          credentialRefusal(facts) === 3 ? 1.5 : 5,
          'The answer is a web page.',
        ),
      ];
    },
  },
  'http-front-bad-request': {
    family,
    purposes: EVERYWHERE,
    what: 'the web server in front refused it',
    why: 'A web server’s default page for status 400 answered: the endpoint itself did not see the request. The request line, a header or the host name did not suit the web server.',
    reference: 'RFC 9110 §15.5.1',
    check: 'compare host name, port and headers',
    step: () => ({
      nextStep:
        'Compare the host name and port of the URL, and remove unusual or very long headers; the web server’s log knows more.',
    }),
    weigh: ({ answer, status }) =>
      when(
        status === 400 && answer.page?.kind === 'status',
        9,
        'The page is a web server’s default for 400.',
      ),
  },
  'http-front-forbidden': {
    family,
    purposes: ['api'],
    what: 'the web server in front forbids it',
    why: 'A web server’s default page for status 403 answered: a rule about the path, the method or the network, and probably not the API itself.',
    reference: 'RFC 9110 §15.5.4',
    check: 'look at the web server’s rules for this path',
    step: () => ({
      nextStep: 'Check the path, and ask the operator about the web server’s rules; its log names the rule.',
    }),
    weigh: ({ answer, status }) =>
      when(
        status === 403 && answer.page?.kind === 'status',
        9,
        'The page is a web server’s default for 403.',
      ),
  },
  'http-client-certificate-required': {
    family: 'binding',
    purposes: EVERYWHERE,
    what: 'the server wants a client certificate',
    why: 'This address answers only to clients that prove themselves in TLS (mutual TLS).',
    reference: 'RFC 8705 §2',
    check: 'see whether mutual TLS is required',
    step: (facts) => ({
      nextStep: 'Choose a key with a certificate, or an address that does not demand one.',
      actions: certificateActions(facts),
    }),
    weigh: (facts) =>
      facts.status < 400
        ? []
        : [
            ...when(
              facts.answer.format !== 'json' &&
                /No required SSL certificate|client certificate (is )?(required|missing|untrusted|not (provided|present))|(required|missing|no) client certificate|\b403\.(7|16)\b/i.test(
                  facts.text.slice(0, 20_000),
                ),
              14,
              'The answer says so.',
            ),
            ...(facts.exchange.tls?.clientCertificate === undefined &&
            (facts.answer.format !== 'json' || facts.exchange.purpose === 'api') &&
            facts.answer.code === null
              ? hinted(facts, 11, 'tlsCertificate', 'missing')
              : []),
            ...when(facts.status === 496, 14, 'Status 496 is nginx’s for a missing client certificate.'),
          ],
  },
  'http-client-certificate-rejected': {
    family: 'binding',
    purposes: EVERYWHERE,
    what: 'the server rejects the client certificate',
    why: ({ exchange }) =>
      exchange.tls?.clientCertificate === undefined
        ? 'The server speaks of a client certificate that it does not accept; the connection shows none that was presented.'
        : 'A certificate was presented, and the server does not accept it: its CA, its dates or its purpose.',
    reference: 'RFC 8705 §2',
    check: 'compare the certificate with what the server trusts',
    step: () => ({
      nextStep: 'Check the certificate’s dates, and that the server trusts the CA that issued it.',
      actions: [{ kind: 'choose-key', use: 'certificate' }],
    }),
    weigh: (facts) =>
      facts.status < 400
        ? []
        : [
            ...when(
              facts.status === 495 ||
                /\bSSL certificate error\b|403\.(13|16|17)\b/i.test(facts.text.slice(0, 20_000)),
              20,
              'The server says so.',
            ),
            ...(facts.exchange.tls?.clientCertificate === undefined && facts.status !== 495
              ? hinted(facts, 6, 'tlsCertificate', 'expired', 'revoked', 'wrong', 'unknown')
              : hinted(
                  facts,
                  12,
                  'tlsCertificate',
                  'expired',
                  'revoked',
                  'wrong',
                  'unknown',
                  'mismatch',
                  'denied',
                )),
          ],
  },
  'http-identity-proxy': {
    family,
    purposes: EVERYWHERE,
    what: 'an identity-aware proxy refused it',
    why: 'A sign-in proxy in front checked the token before the API saw it. It accepts only tokens for itself.',
    reference: null,
    check: 'see which tokens the proxy takes',
    step: () => ({
      nextStep:
        'Send a token that the proxy accepts: for Google IAP, an ID token whose audience is the IAP client ID.',
    }),
    weigh: (facts) => [
      ...when(
        facts.status >= 400 &&
          facts.exchange.response?.headers.some(([name]) =>
            /^(x-goog-iap-generated-response|cf-access-.*|x-pomerium-.*)$/i.test(name),
          ) === true,
        32,
        'A header names the proxy.',
      ),
      ...when(
        facts.status === 403 &&
          facts.answer.page !== null &&
          /your client does not have permission to get url/i.test(facts.answer.page.words),
        9.5,
        'The page is that of Google’s front end.',
      ),
    ],
  },
  'http-integrated-authentication': {
    family,
    purposes: ['token', 'introspection', 'revocation', 'metadata', 'jwks'],
    what: 'a Windows sign-in stands in front',
    why: 'The answer asks for Negotiate or NTLM, which these endpoints do not use: a web server or gateway in front answered.',
    reference: 'RFC 4559 §4',
    check: 'look at the web server’s authentication settings',
    step: () => ({
      nextStep: 'Exclude the endpoint’s path from Windows authentication, for example in IIS.',
    }),
    weigh: ({ challenges, status }) =>
      when(
        status === 401 &&
          (challengeOf(challenges, 'Negotiate') ?? challengeOf(challenges, 'NTLM')) !== null &&
          challengeOf(challenges, 'Basic') === null,
        14,
        'Its challenge is Negotiate or NTLM.',
      ),
  },
  'http-origin-unreachable': {
    family: 'fault',
    purposes: EVERYWHERE,
    what: 'the network cannot reach the server',
    why: ({ status }) =>
      `Status ${status} is Cloudflare’s own: the server behind it is down, too slow, or its certificate is not accepted.`,
    reference: 'RFC 9110 §15.6.3',
    check: 'check the server behind Cloudflare',
    step: ({ status }) => ({
      nextStep: `Ask the server’s operator to check ${ORIGIN_FAULTS[status] ?? 'the server behind Cloudflare'}.`,
      actions: [{ kind: 'retry' }],
    }),
    weigh: ({ status }) =>
      when(status >= 520 && status <= 530, 32, 'A status from 520 to 530 is Cloudflare’s.'),
  },
  'answer-forbidden-empty': {
    general: true,
    family,
    purposes: ['token', 'introspection', 'revocation'],
    what: 'the server refuses without a reason',
    why: 'A 403 that says nothing comes from a firewall, an IP rule, or a server that hides why it refuses the client.',
    reference: 'RFC 6749 §5.2',
    check: 'look at the server’s or gateway’s log',
    step: () => ({
      nextStep:
        'Check the client ID and secret, the path, and whether this machine’s IP address is allowed; the gateway’s log knows more.',
    }),
    weigh: (facts) => {
      if (facts.status !== 403 || facts.answer.code !== null || facts.answer.mentions.length > 0) return [];
      if (facts.answer.format === 'empty') return [sign(6, 'The body is empty.')];
      return when(facts.answer.page === null && isBareRefusal(facts), 2, 'The body gives no reason.');
    },
  },
} as const satisfies Record<string, Cause>;

const ORIGIN_FAULTS: Readonly<Record<number, string>> = {
  521: 'whether the server runs and lets Cloudflare in',
  522: 'why the server does not take the connection',
  523: 'the server’s address at Cloudflare',
  524: 'why the server takes so long',
  525: 'the TLS settings of the server behind Cloudflare',
  526: 'the certificate of the server behind Cloudflare',
};
