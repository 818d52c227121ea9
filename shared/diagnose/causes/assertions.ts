import { type Cause, when } from './cause.ts';
import { claimsStep, seenClaims } from './federation.ts';
import { productSigns } from './product-codes.ts';

/** Assertions of another identity provider, with which a workload stands in for a secret (RFC 7523). */
export const ASSERTION_CAUSES = {
  'federated-assertion-mismatch': {
    family: 'credentials',
    purposes: ['token'],
    what: 'no federated credential matches the assertion',
    why: seenClaims,
    reference: 'RFC 7523 §3',
    check: 'compare issuer, subject and audience',
    step: (facts) => ({ nextStep: claimsStep(facts) }),
    weigh: (facts) => [
      ...productSigns(facts, 'federated-assertion-mismatch'),
      ...when(
        /no matching federated identity|federated (identity )?(record|credential)/i.test(facts.answer.words),
        14,
        'The server speaks of federated credentials.',
      ),
    ],
  },
} as const satisfies Record<string, Cause>;
