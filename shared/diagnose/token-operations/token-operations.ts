import { readError } from '../../oauth/token/token-response.ts';
import { membersOf } from '../evidence/body-members.ts';
import { isHtml } from '../evidence/response-facts.ts';
import { quoteBody } from '../quote.ts';
import type { Rule } from '../rule.ts';

/** What is off about a revocation that succeeded by its status. */
export const REVOCATION_RULES: readonly Rule[] = [
  {
    id: 'revocation-doubtful',
    severity: 'warning',
    title: 'It is not certain that the token was revoked',
    why: 'The status says that it was, and the rest of the answer does not look like it. By the standard the status alone counts.',
    reference: 'RFC 7009 §2.2',
    check: (facts) => {
      if (facts.exchange.purpose !== 'revocation' || facts.status < 200 || facts.status >= 300) return null;
      const isError = readError(membersOf(facts)) !== null;
      return isError || isHtml(facts)
        ? {
            seen: `Status ${facts.status}, and ${isError ? 'an error' : 'a web page'} in the body: ${quoteBody(facts.text)}`,
            nextStep: 'Introspect the token to see, and check that the address is the revocation endpoint.',
          }
        : null;
    },
  },
];
