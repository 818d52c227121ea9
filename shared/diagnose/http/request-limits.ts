import type { Evidence } from '../evidence/evidence.ts';
import { header } from '../evidence/response-facts.ts';
import type { FindingAction } from '../finding.ts';
import { quote, quoteBody } from '../quote.ts';
import type { Rule } from '../rule.ts';

/** A rule for a status whose meaning does not depend on who answers. */
function statusRule(
  rule: Omit<Rule, 'check' | 'severity'>,
  applies: (facts: Evidence) => boolean,
  nextStep: string,
  actions: readonly FindingAction[] = [],
): Rule {
  return {
    ...rule,
    severity: 'error',
    check: (facts) => (applies(facts) ? { seen: seenStatus(facts), nextStep, actions } : null),
  };
}

/** What a server does not take about a request, before it looks at what it is for. The first that fits. */
export const REQUEST_LIMIT_RULES: readonly Rule[] = [
  statusRule(
    {
      id: 'http-headers-too-large',
      title: 'The request headers are too large',
      why: 'Servers allow about 8 KB of headers. A large token, many cookies or a long custom header can exceed that.',
      reference: 'RFC 6585 §5',
    },
    ({ status, text }) => status === 431 || (status === 400 && /Header Or Cookie Too Large/i.test(text)),
    'Request a token with fewer scopes and claims, and remove unneeded headers.',
  ),
  statusRule(
    {
      id: 'http-uri-too-long',
      title: 'The URL is too long for the server',
      why: 'Credentials and parameters of a token request belong in the body.',
      reference: 'RFC 9110 §15.5.15',
    },
    ({ status }) => status === 414,
    'Move parameters from the URL into the body.',
  ),
  statusRule(
    {
      id: 'http-content-too-large',
      title: 'The body is too large for the server',
      why: 'The server, or a gateway in front of it, limits how much it reads.',
      reference: 'RFC 9110 §15.5.14',
    },
    ({ status }) => status === 413,
    'Send less, or raise the limit on the server.',
  ),
  statusRule(
    {
      id: 'http-length-required',
      title: 'The server requires Content-Length',
      why: 'It does not accept a request without Content-Length, for example a POST without a body.',
      reference: 'RFC 9110 §15.5.12',
    },
    ({ status }) => status === 411,
    'Add a body, or use the method that the server expects.',
  ),
  statusRule(
    {
      id: 'http-request-timeout',
      title: 'The server timed out waiting for the request',
      why: 'The network was slow, or a kept-alive connection had gone stale.',
      reference: 'RFC 9110 §15.5.9',
    },
    ({ status }) => status === 408,
    'Try again.',
    [{ kind: 'retry' }],
  ),
  statusRule(
    {
      id: 'http-misdirected',
      title: 'This server does not serve that host',
      why: 'The host name in the URL points to a server that does not serve it, often through a load balancer or wrong DNS.',
      reference: 'RFC 9110 §15.5.20',
    },
    ({ status, text }) =>
      status === 421 || (status === 400 && /Invalid Hostname|request hostname is invalid/i.test(text)),
    'Check the host name, and any custom Host header.',
    [{ kind: 'retry' }],
  ),
  statusRule(
    {
      id: 'http-upgrade-required',
      title: 'The server requires another protocol',
      why: 'Its Upgrade header names the expected protocol.',
      reference: 'RFC 9110 §15.5.22',
    },
    ({ status }) => status === 426,
    'Check that the URL belongs to an HTTP API and begins with https://.',
  ),
  statusRule(
    {
      id: 'http-not-implemented',
      title: 'The server does not support this method',
      why: 'The server implements the request’s method for no path.',
      reference: 'RFC 9110 §15.6.2',
    },
    ({ status, answer }) => status === 501 && answer.code === null,
    'Check the method. Token endpoints use POST.',
  ),
];

function seenStatus(facts: Evidence): string {
  const { status, text } = facts;
  const upgrade = status === 426 ? header(facts, 'upgrade') : null;
  const words = upgrade !== null ? `, Upgrade: ${quote(upgrade)}` : text === '' ? '' : `: ${quoteBody(text)}`;
  return `Status ${status}${words}.`;
}
