import { describeFault, settingsOf } from '../evidence/assertion-facts.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Rule } from '../rule.ts';

/** What a server that gives a token for a wrong assertion does not check. */
export const ASSERTION_ACCEPTED_RULES: readonly Rule[] = [
  {
    id: 'assertion-faulty-accepted',
    severity: 'warning',
    title: 'The server took an assertion that it should have refused',
    why: 'What a server does not check protects nobody: an assertion that is old, for another server or of another key may be used there.',
    reference: 'RFC 7523 §3',
    check: (facts) => {
      const fault = sentFault(facts);
      return fault === null || fault === 'reused-jti'
        ? null
        : { seen: describeFault(fault), nextStep: 'Report it to whoever runs the server.' };
    },
  },
  {
    id: 'assertion-replay-accepted',
    severity: 'info',
    title: 'The server does not mind an assertion that it has seen before',
    why: 'A server may remember each jti, and need not. Where it does not, a copy of an assertion is good until it expires.',
    reference: 'RFC 7523 §3',
    check: (facts) =>
      sentFault(facts) === 'reused-jti'
        ? {
            seen: describeFault('reused-jti'),
            nextStep:
              'If this is the first assertion since Credence started, send another. Else keep the lifetime short, or have the server look: on Curity by enforce-unique-jti-values.',
          }
        : null,
  },
];

/** What is wrong with the assertion on purpose; null where nothing is, or none was sent. */
function sentFault(facts: Evidence) {
  return facts.sent.assertion ? (settingsOf(facts)?.fault ?? null) : null;
}
