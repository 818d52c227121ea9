import type { Facts } from '../facts/facts.ts';
import { seenError } from '../facts/refusal-facts.ts';
import type { Observation, Rule } from '../rule.ts';

/** A rule that goes by the description of an error, where servers say more than the code does. */
export function describedRule(
  rule: Omit<Rule, 'check' | 'severity'>,
  words: RegExp,
  next: (facts: Facts, match: RegExpExecArray) => Omit<Observation, 'seen'>,
): Rule {
  return {
    ...rule,
    severity: 'error',
    check: (facts) => {
      const { outcome } = facts;
      if (outcome?.kind !== 'error') return null;
      const match = words.exec(`${outcome.error}: ${errorWords(facts)}`);
      return match && { seen: seenError(facts), ...next(facts, match) };
    },
  };
}

/**
 * The description of an error, without the sentences of RFC 6749 §5.2 that list what a code may stand for. Servers (Ory’s, for
 * one) put them before their own words: “(e.g., unknown client, …)” does not say that the client is unknown.
 */
export function errorWords({ outcome }: Facts): string {
  if (outcome?.kind !== 'error') return '';
  return (outcome.description ?? '')
    .replace(/ ?\(e\.g\., [^()]*\)/g, '')
    .replace(/The request is missing a required parameter, includes an [^.]*malformed\./, '');
}
