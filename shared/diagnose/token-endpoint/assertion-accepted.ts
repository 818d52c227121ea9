import { describeFault, settingsOf } from '../evidence/assertion-facts.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Rule } from '../rule.ts';

/** What a server that gives a token for a wrong assertion does not check. */
export const ASSERTION_ACCEPTED_RULES: readonly Rule[] = [
  {
    id: 'assertion-faulty-accepted',
    severity: 'warning',
    title: 'The server accepted an invalid assertion',
    why: 'If a server does not check assertions, old and stolen ones work.',
    reference: 'RFC 7523 §3',
    check: (facts) => {
      const fault = sentFault(facts);
      return fault === null || fault === 'reused-jti'
        ? null
        : { seen: describeFault(fault), nextStep: 'Report it to the server’s operator.' };
    },
  },
  {
    id: 'assertion-replay-accepted',
    severity: 'info',
    title: 'The server accepts a reused assertion',
    why: 'Servers may track jti, but need not. Without tracking, a copied assertion works until it expires.',
    reference: 'RFC 7523 §3',
    check: (facts) =>
      sentFault(facts) === 'reused-jti'
        ? {
            seen: describeFault('reused-jti'),
            nextStep:
              'If this is the first assertion since Credence started, send another. Otherwise keep the lifetime short, or enable jti tracking (Curity: enforce-unique-jti-values).',
          }
        : null,
  },
];

/** What is wrong with the assertion on purpose; null where nothing is, or none was sent. */
function sentFault(facts: Evidence) {
  return facts.sent.assertion ? (settingsOf(facts)?.fault ?? null) : null;
}
