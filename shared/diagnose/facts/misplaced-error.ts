import type { TokenOutcome } from '../../oauth/token/token-outcome.ts';
import { parseForm } from '../../text/form-encoding.ts';
import { membersOf } from './body-members.ts';

/** An OAuth error that is readable, but not as RFC 6749 §5.2 has it. */
export interface MisplacedError {
  /** `form`: in a form instead of JSON. `members`: in JSON, under other names. */
  readonly place: 'form' | 'members';
  readonly outcome: Extract<TokenOutcome, { kind: 'error' }>;
}

/** Finds the error in what some servers write instead: `error=…&error_description=…`, or `{"errorCode": …}`. */
export function recoverError(text: string): MisplacedError | null {
  const members = membersOf({ text });
  const code = members.errorCode ?? members.error_code;
  if (typeof code === 'string' && OAUTH_CODE.test(code)) {
    const description = [members.errorSummary, members.errorMessage, members.message].find(
      (value) => typeof value === 'string' && value !== '',
    );
    return {
      place: 'members',
      outcome: anError(code, typeof description === 'string' ? description : null, members),
    };
  }
  // Only what is a form from beginning to end: any text with a = in it would parse.
  if (!/^error=[A-Za-z0-9_.-]+(&[^=&\s]+=[^&\s]*)*$/.test(text)) return null;
  const fields = Object.fromEntries(parseForm(text));
  return { place: 'form', outcome: anError(fields.error ?? '', fields.error_description || null, fields) };
}

/** Codes look like words with underscores; vendors' numbers and phrases do not. */
const OAUTH_CODE = /^[a-z]+(_[a-z]+)+$/;

function anError(
  error: string,
  description: string | null,
  members: Readonly<Record<string, unknown>>,
): MisplacedError['outcome'] {
  return { kind: 'error', error, description, uri: null, members };
}
