import type { Evidence } from '../evidence/evidence.ts';
import { quote } from '../quote.ts';

const PRESENTED =
  /(?:presented assertion |presented |assertion )?(subject|issuer|audience)\s*[:=]?\s*'([^']{1,300})'/gi;

/** What the assertion presented, and what the server expected, as far as it says so. */
export function seenClaims({ answer, sent }: Evidence): string {
  const text = answer.words;
  const presented = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(PRESENTED))
    if (!presented.has(name.toLowerCase())) presented.set(name.toLowerCase(), value);
  const claims = sent.assertion?.claims ?? {};
  const own = { issuer: claims.iss, subject: claims.sub, audience: claims.aud };
  for (const [name, value] of Object.entries(own))
    if (!presented.has(name) && typeof value === 'string') presented.set(name, value);
  const expected = /expected[^']{0,40}'([^']{1,300})'/i.exec(text)?.[1];
  const said = [...presented].slice(0, 3).map(([name, value]) => `${name} ${quote(value, 80)}`);
  if (said.length === 0)
    return 'The issuer, subject or audience of the assertion is not the one configured at the client.';
  return `Presented: ${said.join(', ')}${expected === undefined ? '; the client expects others.' : `; expected ${quote(expected, 80)}.`}`;
}
