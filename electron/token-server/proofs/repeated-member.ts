import { duplicateMembers } from '../../../shared/json/duplicate-members.ts';
import { quote } from '../http/oauth-error.ts';

/**
 * A duplicate member in a JWT's header or claims: parsers disagree about which one counts (RFC 7515 §4, RFC 7519 §4),
 * so it is rejected. Null if there is none.
 */
export function findRepeatedMember(jwt: string): string | null {
  for (const [index, name] of ['header', 'claims'].entries()) {
    const text = Buffer.from(jwt.split('.')[index] ?? '', 'base64url').toString('utf8');
    const [twice] = duplicateMembers(text);
    if (twice !== undefined) return `the member ${quote(twice)} is in its ${name} more than once`;
  }
  return null;
}
