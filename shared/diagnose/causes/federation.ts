import type { Evidence } from '../evidence/evidence.ts';
import { quote } from '../quote.ts';

const PRESENTED = /(?<!expected )\b(subject|issuer|audience)(?! is)\s*[:=]?\s*'([^']{1,300})'/gi;

const CLAIMS = ['issuer', 'subject', 'audience'] as const;

/** Entra has a number for each claim; others name the claim. Null where it may be any of the three. */
function mismatchedClaim({ answer }: Evidence): (typeof CLAIMS)[number] | null {
  const text = answer.words;
  const number = /AADSTS(\d+)/.exec(text)?.[1];
  if (number !== undefined) return BY_NUMBER[number] ?? null;
  const found = CLAIMS.filter((claim) => new RegExp(`\\b${claim}\\b`, 'i').test(text));
  return found.length === 1 ? (found[0] ?? null) : null;
}

const BY_NUMBER: Readonly<Record<string, (typeof CLAIMS)[number]>> = {
  700211: 'issuer',
  700212: 'audience',
  700213: 'subject',
  7002138: 'subject',
};

/** What to compare: one claim where the server says which, and the kind of difference where both values are known. */
export function claimsStep(facts: Evidence): string {
  const claim = mismatchedClaim(facts);
  const { presented, expected } = comparedValues(facts);
  const value = claim === null ? undefined : presented.get(claim);
  const difference = value !== undefined && expected !== undefined ? differenceOf(value, expected) : '';
  return claim === null
    ? 'Make the federated credential’s issuer, subject and audience equal those of the assertion, letter by letter.'
    : `Make the ${claim} of the federated credential equal that of the assertion, letter by letter.${difference}`;
}

function differenceOf(presented: string, expected: string): string {
  if (presented === expected) return '';
  if (presented.toLowerCase() === expected.toLowerCase()) return ' They differ in capitals only.';
  return presented.replace(/\/$/, '') === expected.replace(/\/$/, '')
    ? ' They differ in the slash at the end.'
    : '';
}

/** What the assertion presented, and what the server expected, as far as it says so. */
export function seenClaims(facts: Evidence): string {
  const { presented, expected } = comparedValues(facts);
  const said = [...presented].slice(0, 3).map(([name, value]) => `${name} ${quote(value, 80)}`);
  if (said.length === 0)
    return 'The issuer, subject or audience of the assertion is not the one configured at the client.';
  return `Presented: ${said.join(', ')}${expected === undefined ? '; the client expects others.' : `; expected ${quote(expected, 80)}.`}`;
}

/** The presented values by the server’s words and our own assertion, the claim in question first; the expected one by the server’s. */
function comparedValues(facts: Evidence): {
  readonly presented: ReadonlyMap<string, string>;
  readonly expected: string | undefined;
} {
  const text = facts.answer.words;
  const presented = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(PRESENTED))
    if (!presented.has(name.toLowerCase())) presented.set(name.toLowerCase(), value);
  const claims = facts.sent.assertion?.claims ?? {};
  const own = { issuer: claims.iss, subject: claims.sub, audience: claims.aud };
  for (const [name, value] of Object.entries(own))
    if (!presented.has(name) && typeof value === 'string') presented.set(name, value);
  return { presented, expected: /expected[^']{0,40}'([^']{1,300})'/i.exec(text)?.[1] };
}
