import { says } from '../evidence/answer.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { header, waitOf } from '../evidence/response-facts.ts';
import { quote } from '../quote.ts';
import { MAINTENANCE } from './between.ts';
import { type Cause, EVERYWHERE, hinted, onCode, sign, when } from './cause.ts';
import { credentialRefusal, isSoapFault } from './client-facts.ts';
import { productSigns } from './product-codes.ts';

/** Whether the server blames the request for its fault. A failed login to its own database does not count. */
function blamesRequest(facts: Evidence): boolean {
  if (facts.answer.code !== null)
    return !['server_error', 'temporarily_unavailable'].includes(facts.answer.code);
  return (
    facts.exchange.purpose !== 'api' &&
    !/\bORA-|\bsql|database|jdbc|logon denied/i.test(facts.text.slice(0, 5_000)) &&
    says(
      facts.answer,
      [
        'secret',
        'clientId',
        'client',
        'scope',
        'grant',
        ...(isSoapFault(facts) ? ['credentials' as const] : []),
      ],
      'wrong',
      'unknown',
      'expired',
      'disabled',
    ) === 'stated'
  );
}

const PROGRAM_ERROR =
  /<b>(Fatal|Parse) error<\/b>|Traceback \(most recent call last\)|Unhandled (exception|rejection)/i;

const LIMIT_WORDS =
  /rate[- ]?limit|too many (requests|active|concurrent|open)|quota|throttl|over[- ]?limit|slow[ _]down|limit (exceeded|reached)|maximum number of [\w ]{1,30}(reached|exceeded)|exceed(ed|s)? (the |your )?(maximum|allowed|limit|number of)(?! (length|size))/i;

const UPSTREAM =
  /no healthy upstream|upstream (connect|request|server|prematurely|timed)|failure to get a peer|bad gateway|gateway time-?out|no live upstreams|backend (fetch|server|connection)|name resolution failed|connection refused.{0,40}upstream/i;

/** Failures of the server, and limits. */
export const FAULT_CAUSES = {
  'oauth-server-error': {
    family: 'fault',
    purposes: EVERYWHERE,
    what: 'the authorization server failed',
    why: 'The server failed internally. The request may be correct.',
    reference: 'RFC 6749 §5.2',
    check: 'look at the server’s log',
    step: () => ({ nextStep: 'Try again; then look at the server’s log.', actions: [{ kind: 'retry' }] }),
    weigh: (facts) =>
      facts.exchange.purpose === 'api'
        ? []
        : [
            // With a status of 4xx the code and the status contradict each other.
            ...onCode(
              facts,
              'server_error',
              facts.status >= 500 || facts.status < 400 ? 14 : facts.status === 401 ? 1.5 : 4,
            ),
            ...productSigns(facts, 'oauth-server-error'),
          ],
  },
  'oauth-temporarily-unavailable': {
    family: 'fault',
    purposes: EVERYWHERE,
    what: 'the authorization server is busy',
    why: 'The server is overloaded or in maintenance, and says this is temporary.',
    reference: 'RFC 6749 §5.2',
    check: 'try again later',
    step: (facts) => ({ nextStep: `Wait ${waitOf(facts)}, then try again.`, actions: [{ kind: 'retry' }] }),
    weigh: (facts) => onCode(facts, 'temporarily_unavailable', 15),
  },
  'http-unavailable': {
    family: 'fault',
    purposes: EVERYWHERE,
    what: 'the server is busy or in maintenance',
    why: ({ status }) =>
      status === 503
        ? 'It returned 503. The request may be correct.'
        : 'Its page mentions maintenance. The request may be correct.',
    reference: 'RFC 9110 §15.6.4',
    check: 'try again later',
    step: (facts) => ({ nextStep: `Wait ${waitOf(facts)}, then try again.`, actions: [{ kind: 'retry' }] }),
    weigh: (facts) => [
      ...when(
        facts.status === 503 &&
          facts.answer.code === null &&
          !['filter', 'block', 'portal', 'login'].includes(facts.answer.page?.kind ?? '') &&
          !UPSTREAM.test(facts.text.slice(0, 5_000)) &&
          !blamesRequest(facts),
        LIMIT_WORDS.test(facts.answer.words) ? 6 : 13,
        'The status is 503.',
      ),
      ...when(
        facts.status < 500 && facts.answer.page !== null && MAINTENANCE.test(facts.answer.page.words),
        9,
        'The page mentions maintenance.',
      ),
      ...when(
        facts.status < 500 &&
          says(facts.answer, 'server', 'failed') === 'stated' &&
          /maintenance|temporarily unavailable/i.test(facts.answer.words),
        10,
        'It speaks of maintenance.',
      ),
    ],
  },
  'http-bad-gateway': {
    family: 'fault',
    purposes: EVERYWHERE,
    what: 'the gateway cannot reach the server',
    why: 'The gateway answered; the server behind it is down, too slow or misconfigured.',
    reference: 'RFC 9110 §15.6.3',
    check: 'check the server behind the gateway',
    step: () => ({
      nextStep: 'Check that the server behind the gateway runs, then try again.',
      actions: [{ kind: 'retry' }],
    }),
    weigh: (facts) => [
      ...when([502, 504].includes(facts.status), 14, `The status is ${facts.status}.`),
      ...when(
        facts.status >= 500 &&
          ![502, 504].includes(facts.status) &&
          UPSTREAM.test(facts.text.slice(0, 5_000)),
        15,
        'The text is a gateway’s.',
      ),
    ],
  },
  'http-server-error': {
    family: 'fault',
    purposes: EVERYWHERE,
    what: 'the server failed',
    why: ({ status }) =>
      status < 500
        ? 'The body is an error message from the server’s program.'
        : `Status ${status} is a fault on the server’s side, though an unusual request may have triggered it.`,
    reference: 'RFC 9110 §15.6',
    check: 'look at the server’s log',
    step: () => ({ nextStep: 'Look at the server’s log, then try again.', actions: [{ kind: 'retry' }] }),
    weigh: (facts) => [
      ...when(
        facts.status >= 500 &&
          ![502, 503, 504].includes(facts.status) &&
          (facts.status < 520 || facts.status > 530),
        blamesRequest(facts) ? 4 : facts.answer.code !== null ? 1 : 12,
        `The status is ${facts.status}.`,
      ),
      ...when(
        facts.status < 300 && PROGRAM_ERROR.test(facts.text.slice(0, 5_000)),
        24,
        'The body is a program’s error message.',
      ),
      ...(facts.status >= 400 &&
      facts.status < 500 &&
      facts.answer.code === null &&
      facts.answer.page === null &&
      facts.exchange.purpose !== 'api'
        ? hinted(facts, 6, 'server', 'failed')
        : []),
    ],
  },
  'http-rate-limited': {
    family: 'limit',
    purposes: EVERYWHERE,
    what: 'too many requests were sent',
    why: 'The server limits how often it may be called. Keep tokens and use them until they expire.',
    reference: 'RFC 6585 §4',
    check: 'wait, then try again',
    step: (facts) => ({ nextStep: `Wait ${waitOf(facts)}, then try again.`, actions: [{ kind: 'retry' }] }),
    weigh: (facts) => {
      const isQuota = says(
        facts.answer,
        'limit',
        'failed',
        'denied',
        'repeated',
        'expired',
        'disabled',
        'wrong',
        'missing',
      );
      const remaining =
        header(facts, 'x-ratelimit-remaining') ??
        header(facts, 'x-rate-limit-remaining') ??
        header(facts, 'ratelimit-remaining');
      const isWords = LIMIT_WORDS.test([...facts.answer.sentences, ...facts.answer.codes].join(' '));
      return [
        ...when(facts.status === 429, 32, 'The status is 429.'),
        ...when(
          facts.status !== 429 && facts.status >= 400 && (isQuota !== null || isWords),
          12,
          'The server speaks of a limit.',
        ),
        ...when(facts.status === 403 && remaining === '0', 12, 'Its headers say that no requests are left.'),
        ...when(
          [400, 403].includes(facts.status) && header(facts, 'retry-after') !== null,
          6,
          'It says when to try again.',
        ),
      ];
    },
  },
  'oauth-unknown-error': {
    family: 'answer',
    general: true,
    purposes: ['token', 'introspection', 'revocation'],
    what: 'the server uses its own error code',
    why: (facts) =>
      `OAuth does not define ${quote(facts.answer.codes.find((code) => !/^\d+$/.test(code)) ?? '', 60)}; its meaning is in the server’s manual.`,
    reference: 'RFC 6749 §8.5',
    check: 'look the code up in the manual',
    step: () => ({ nextStep: 'Read the server’s message, and look the code up in its manual.' }),
    weigh: (facts) => {
      const code = facts.answer.codes.find((candidate) => /^[a-z]+([_-][a-z]+)+$/i.test(candidate));
      return when(
        facts.answer.code === null && code !== undefined,
        credentialRefusal(facts) > 0 ? 1.5 : 3.5,
        'The code is not an OAuth error code.',
      );
    },
  },
  'http-unexpected-status': {
    general: true,
    family: 'answer',
    purposes: EVERYWHERE,
    what: 'the response is not what was expected',
    why: ({ status, answer }) =>
      status >= 300 && status < 400
        ? `Status ${status} is no answer to such a request, and names no other URL to go to.`
        : answer.code === null
          ? `Status ${status} came ${answer.format === 'empty' ? 'without a body' : 'with a body that is neither a result nor a known refusal'}.`
          : `The server refused the request with ${answer.code}; nothing known here explains it.`,
    reference: 'RFC 9110 §15',
    check: 'look at the response',
    step: ({ answer }) => ({
      nextStep:
        answer.code === null
          ? 'Read the response, and compare the URL and method with the manual.'
          : 'Read the server’s message, and ask its administrator what the log says.',
    }),
    weigh: () => [sign(0.5, 'Nothing else explains it.')],
  },
} as const satisfies Record<string, Cause>;
