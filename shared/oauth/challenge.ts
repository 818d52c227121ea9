/** One challenge of a `WWW-Authenticate` header (RFC 9110 §11.6.1). */
export interface Challenge {
  /** As written; compare ignoring case. Empty if the server sent parameters without a scheme. */
  readonly scheme: string;
  /** Unnamed credentials, for example Negotiate's; null if there are none. */
  readonly token68: string | null;
  /** Names as written, values without quotes, in order. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

/**
 * Parses one or more `WWW-Authenticate` values (RFC 9110 §11): several challenges per field, quoted pairs, token68.
 * Tolerates common errors: missing commas, unquoted values, an unclosed quote. Never throws.
 */
export function parseChallenges(values: readonly string[]): Challenge[] {
  return values.flatMap(parseField);
}

/** The first value of a parameter, ignoring the name's case; null if absent. */
export function challengeParameter(challenge: Challenge, name: string): string | null {
  return challenge.parameters.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1] ?? null;
}

/** The first challenge of a scheme, ignoring case; null if absent. */
export function challengeOf(challenges: readonly Challenge[], scheme: string): Challenge | null {
  return challenges.find((challenge) => challenge.scheme.toLowerCase() === scheme.toLowerCase()) ?? null;
}

interface OpenChallenge {
  scheme: string;
  token68: string | null;
  parameters: [string, string][];
}

const TOKEN = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";
/** A name followed by `=`; a final `==` is token68 padding. */
const PARAMETER_NAME = new RegExp(`(${TOKEN})[ \\t]*=(?!=*[ \\t]*(?:,|$))[ \\t]*`, 'y');
/** A name without any value. */
const EMPTY_PARAMETER = new RegExp(`(${TOKEN})[ \\t]*=[ \\t]*(?=,|$)`, 'y');
const SCHEME = new RegExp(TOKEN, 'y');
/** Padding completes a multiple of four; `realm=` is a parameter without a value. */
const TOKEN68 =
  /[ \t]+((?:[0-9A-Za-z\-._~+/]{4})+|(?:[0-9A-Za-z\-._~+/]{4})*(?:[0-9A-Za-z\-._~+/]{2}==|[0-9A-Za-z\-._~+/]{3}=)|[0-9A-Za-z\-._~+/]+)(?=[ \t]*(?:,|$))/y;
const QUOTED = /"((?:[^"\\]|\\[\s\S])*)(?:"|\\?$)/y;
/** An unquoted value ends at a comma, or at the next parameter if the comma is missing. */
const BARE = new RegExp(`[^,]*?(?=[ \\t]*(?:,|$)|[ \\t]+${TOKEN}[ \\t]*=)`, 'y');

function parseField(text: string): Challenge[] {
  const challenges: OpenChallenge[] = [];
  let position = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position;
    const found = pattern.exec(text);
    if (found) position = pattern.lastIndex;
    return found;
  };
  const parameter = (name: string, value: string) => {
    if (challenges.length === 0) challenges.push({ scheme: '', token68: null, parameters: [] });
    challenges.at(-1)?.parameters.push([name, value]);
  };

  while (position < text.length) {
    if (match(/[\s,]+/y)) continue;
    const name = match(PARAMETER_NAME)?.[1];
    if (name !== undefined) {
      const quoted = match(QUOTED)?.[1];
      parameter(name, quoted === undefined ? (match(BARE)?.[0] ?? '').trim() : unquote(quoted));
      continue;
    }
    const empty = match(EMPTY_PARAMETER)?.[1];
    if (empty !== undefined) {
      parameter(empty, '');
      continue;
    }
    const scheme = match(SCHEME)?.[0];
    if (scheme === undefined) {
      // Skip a character that the grammar does not allow.
      position += 1;
      continue;
    }
    challenges.push({ scheme, token68: match(TOKEN68)?.[1] ?? null, parameters: [] });
  }
  return challenges;
}

function unquote(text: string): string {
  return text.replace(/\\([\s\S])/g, '$1');
}
