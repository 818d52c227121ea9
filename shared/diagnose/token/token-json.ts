import { duplicateMembers } from '../../json/duplicate-members.ts';
import { list, quote } from '../quote.ts';
import type { Rule } from '../rule.ts';
import { tokenRule } from './token-success.ts';

/** How the JSON of an answer with a token is written, where programs may read it otherwise than Credence. All that fit. */
export const TOKEN_JSON_RULES: readonly Rule[] = [
  tokenRule(
    {
      id: 'token-member-twice',
      severity: 'warning',
      title: 'The answer has a member twice',
      why: 'Names in a JSON object should be unique. Some programs take the first of them, others the last, others refuse the whole.',
      reference: 'RFC 8259 §4',
    },
    (_, { text }) => {
      const names = duplicateMembers(text);
      return names.length > 0
        ? {
            seen: `More than once: ${list(names.slice(0, 12).map((name) => quote(name, 40)))}. The last one was taken.`,
            nextStep: 'Report it to the server’s maker.',
          }
        : null;
    },
  ),
  tokenRule(
    {
      id: 'token-encoding',
      severity: 'info',
      title: 'The JSON is not in plain UTF-8',
      why: 'JSON between systems is UTF-8 without a byte order mark. It was read here all the same; many programs refuse it.',
      reference: 'RFC 8259 §8.1',
    },
    (_, { exchange }) => {
      const charset = exchange.response?.body.charset ?? '';
      return /^utf-16|byte order mark/.test(charset)
        ? {
            seen: `Read as ${charset}.`,
            nextStep: 'Have the server write its answers in UTF-8, without a byte order mark.',
          }
        : null;
    },
  ),
];
