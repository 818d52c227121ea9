import type { Exchange } from '../../http/exchange.ts';
import { isJsonObject } from '../../json/json-object.ts';
import { type Challenge, challengeParameter } from '../../oauth/challenge.ts';
import type { TokenOutcome } from '../../oauth/token/token-outcome.ts';
import { parseForm } from '../../text/form-encoding.ts';
import { membersOf } from './body-members.ts';

type ErrorOutcome = Extract<TokenOutcome, { kind: 'error' }>;
type Members = Readonly<Record<string, unknown>>;

/** An OAuth error that is readable, but not as RFC 6749 §5.2 has it. */
export interface MisplacedError {
  /**
   * `form`: in a form instead of JSON. `members`: in JSON, under other names. `text`: alone, or in XML. `challenge`: in
   * WWW-Authenticate, where APIs have theirs (RFC 6750 §3). `capitals`: in its place, in capitals.
   */
  readonly place: 'form' | 'members' | 'text' | 'challenge' | 'capitals';
  readonly outcome: ErrorOutcome;
}

/** Finds the error in what some servers write instead of `{"error": …}`. Null where there is none, or all is as it should be. */
export function recoverError(
  outcome: TokenOutcome | null,
  exchange: Exchange,
  text: string,
  challenges: readonly Challenge[],
): MisplacedError | null {
  if (outcome?.kind === 'error') return readCapitals(outcome);
  if (outcome?.kind !== 'unreadable') return null;
  return (
    readMembers(membersOf({ exchange })) ?? readForm(text) ?? readText(text) ?? readChallenge(challenges)
  );
}

/** `{"error": "INVALID_CLIENT"}` */
function readCapitals(outcome: ErrorOutcome): MisplacedError | null {
  const code = outcome.error.toLowerCase();
  return code !== outcome.error && TOKEN_ERRORS.includes(code)
    ? { place: 'capitals', outcome: { ...outcome, error: code } }
    : null;
}

/** `{"errorCode": "invalid_client", "errorSummary": …}`, `{"errors": [{"code": "invalid_client"}]}` */
function readMembers(outer: Members): MisplacedError | null {
  const { errors } = outer;
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  const members = isJsonObject(first) ? first : outer;
  const code =
    [members.errorCode, members.error_code, members.ErrorCode].find(isCode) ??
    [members.code, Array.isArray(members.error) ? members.error[0] : undefined].find(isTokenError);
  if (code === undefined) return null;
  const description = [
    members.errorSummary,
    members.errorMessage,
    members.message,
    members.Error,
    members.error_description,
  ].find((value) => typeof value === 'string' && value !== '');
  return {
    place: 'members',
    outcome: anError(code, typeof description === 'string' ? description : null, members),
  };
}

/** `error=invalid_client&error_description=…`. Only what is a form from beginning to end: any text with a = in it would parse. */
function readForm(text: string): MisplacedError | null {
  if (!/^error=[A-Za-z0-9_.-]+(&[^=&\s]+=[^&\s]*)*$/.test(text)) return null;
  const fields = Object.fromEntries(parseForm(text));
  return { place: 'form', outcome: anError(fields.error ?? '', fields.error_description || null, fields) };
}

/** `invalid_client` and nothing else, or `<oauth><error>invalid_client</error>…` */
function readText(text: string): MisplacedError | null {
  const code = /<error>\s*(\w+)\s*<\/error>/.exec(text)?.[1] ?? text.replace(/^"|"$/g, '');
  if (!isTokenError(code)) return null;
  const description = /<error_description>\s*([^<]*?)\s*<\/error_description>/.exec(text)?.[1] || null;
  return { place: 'text', outcome: anError(code, description, {}) };
}

/** `WWW-Authenticate: Basic error="invalid_client"`, without a body. */
function readChallenge(challenges: readonly Challenge[]): MisplacedError | null {
  for (const challenge of challenges) {
    const code = challengeParameter(challenge, 'error');
    if (!isCode(code)) continue;
    const description = challengeParameter(challenge, 'error_description') || null;
    return { place: 'challenge', outcome: anError(code, description, {}) };
  }
  return null;
}

/** Codes look like words with underscores; vendors' numbers and phrases do not. */
function isCode(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z]+(_[a-z]+)+$/.test(value);
}

/** Where anything may stand, only what a token endpoint would say. */
function isTokenError(value: unknown): value is string {
  return typeof value === 'string' && TOKEN_ERRORS.includes(value);
}

const TOKEN_ERRORS: readonly string[] = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'invalid_scope',
  'invalid_target',
  'invalid_dpop_proof',
  'use_dpop_nonce',
  'unauthorized_client',
  'unsupported_grant_type',
];

function anError(error: string, description: string | null, members: Members): ErrorOutcome {
  return { kind: 'error', error, description, uri: null, members };
}
