import { challengeOf } from '../../oauth/challenge.ts';
import { MASK } from '../../text/sensitive-text.ts';
import { membersOf } from '../evidence/body-members.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { contentType, header } from '../evidence/response-facts.ts';
import { list, quote } from '../quote.ts';
import type { Rule } from '../rule.ts';

/** An error that programs may take for a token. */
export const ERROR_WITH_SUCCESS_STATUS: Rule = {
  id: 'oauth-error-with-success-status',
  severity: 'warning',
  title: 'An error has a success status',
  why: 'Clients that check the status first mistake this for a token.',
  reference: 'RFC 6749 §5.2',
  check: (facts) =>
    isError(facts) && facts.status >= 200 && facts.status < 300
      ? {
          seen: `Status ${facts.status}.`,
          nextStep: 'Report it to the server’s developers: errors have status 400 or 401.',
        }
      : null,
};

/** An error that is readable but not as RFC 6749 §5.2 has it: shown under “More”. All that fit. */
export const OAUTH_ERROR_SHAPE_RULES: readonly Rule[] = [
  {
    id: 'oauth-error-status',
    severity: 'info',
    title: 'The error has an unusual status',
    why: 'Errors of a token endpoint have status 400; only invalid_client may be 401.',
    reference: 'RFC 6749 §5.2',
    check: (facts) => {
      if (!isError(facts) || facts.status < 300 || facts.status >= 500 || facts.status === 429) return null;
      const { outcome } = facts;
      const code = outcome?.kind === 'error' ? outcome.error : '';
      // “Not Found” in the member error is a framework's, which may send it with any status.
      if (!/^[a-z]+(_[a-z]+)+$/.test(code)) return null;
      // RFC 9449 §8: 400 for the nonce too; only invalid_client may be 401.
      const expected = facts.status === 400 || (facts.status === 401 && code === 'invalid_client');
      return expected
        ? null
        : {
            seen: `Status ${facts.status} with ${code}.`,
            nextStep: 'No action needed: rely on the error code.',
          };
    },
  },
  {
    id: 'oauth-invalid-client-without-challenge',
    severity: 'info',
    title: 'The 401 lacks a matching challenge',
    why: 'A client that used the Authorization header must get 401 with a matching WWW-Authenticate.',
    reference: 'RFC 6749 §5.2',
    check: (facts) => {
      const { outcome, sent, status, challenges } = facts;
      if (outcome?.kind !== 'error' || outcome.error !== 'invalid_client' || !sent.basic) return null;
      if (status === 401 && challengeOf(challenges, 'Basic')) return null;
      return {
        seen: `Status ${status}, WWW-Authenticate: ${header(facts, 'www-authenticate') ?? 'none'}.`,
        nextStep: 'No action needed on your side.',
      };
    },
  },
  {
    id: 'oauth-error-description-characters',
    severity: 'info',
    title: 'The description has invalid characters',
    why: 'error_description is limited to printable ASCII without quotes and backslashes; strict clients reject others.',
    reference: 'RFC 6749 §5.2',
    check: ({ outcome }) => {
      // A secret that the server repeated was masked here: that is not its doing.
      const description = outcome?.kind === 'error' ? (outcome.description ?? '').replaceAll(MASK, '') : '';
      const bad = /[^\x20-\x21\x23-\x5b\x5d-\x7e]/u.exec(description)?.[0];
      if (bad === undefined) return null;
      const code = (bad.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      return { seen: `${quote(description)} has U+${code}.`, nextStep: 'No action needed on your side.' };
    },
  },
  {
    id: 'oauth-error-content-type',
    severity: 'info',
    title: 'The error is JSON with another Content-Type',
    why: 'Clients that rely on Content-Type do not parse it.',
    reference: 'RFC 6749 §5.2',
    check: (facts) => {
      const type = contentType(facts);
      const isJson = [null, 'members', 'capitals'].includes(facts.misplacedError);
      return isError(facts) && isJson && !isJsonType(type)
        ? { seen: `Content-Type: ${type ?? 'none'}.`, nextStep: 'No action needed on your side.' }
        : null;
    },
  },
  {
    id: 'oauth-error-form-encoded',
    severity: 'info',
    title: 'The error is a form, not JSON',
    why: 'Token endpoint errors are JSON; standard clients cannot parse this one.',
    reference: 'RFC 6749 §5.2',
    check: (facts) =>
      facts.misplacedError === 'form'
        ? {
            seen: `Content-Type: ${contentType(facts) ?? 'none'}.`,
            nextStep: 'Request JSON with the header Accept: application/json.',
          }
        : null,
  },
  {
    id: 'oauth-error-not-json',
    severity: 'info',
    title: 'The error is not in JSON',
    why: 'Token endpoint errors are JSON objects with the member error; standard clients find none here.',
    reference: 'RFC 6749 §5.2',
    check: (facts) => {
      const { misplacedError } = facts;
      if (misplacedError !== 'text' && misplacedError !== 'challenge') return null;
      return {
        seen:
          misplacedError === 'text'
            ? `Content-Type: ${contentType(facts) ?? 'none'}.`
            : `WWW-Authenticate: ${quote(header(facts, 'www-authenticate') ?? '', 300)}.`,
        nextStep: 'No action needed: Credence found the code.',
      };
    },
  },
  {
    id: 'oauth-error-capitals',
    severity: 'info',
    title: 'The error code is in capitals',
    why: 'Codes are case-sensitive: standard clients do not know this one.',
    reference: 'RFC 6749 §5.2',
    check: (facts) =>
      facts.misplacedError === 'capitals'
        ? {
            seen: `error: ${quote(String(membersOf(facts).error))}.`,
            nextStep: 'No action needed: Credence reads it in lower case.',
          }
        : null,
  },
  {
    id: 'oauth-error-misnamed',
    severity: 'info',
    title: 'The error has another member name',
    why: 'The members must be error and error_description; standard clients find no error here.',
    reference: 'RFC 6749 §5.2',
    check: (facts) =>
      facts.misplacedError === 'members'
        ? {
            seen: `The answer has ${list(
              Object.keys(membersOf(facts))
                .slice(0, 8)
                .map((name) => quote(name, 40)),
            )}.`,
            nextStep: 'No action needed: Credence found the code.',
          }
        : null,
  },
];

export function isJsonType(type: string | null): boolean {
  return type !== null && /^application\/([\w.-]+\+)?json$/.test(type);
}

function isError({ outcome }: Evidence): boolean {
  return outcome?.kind === 'error';
}
