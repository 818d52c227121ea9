import { type AppError, appError } from '../errors.ts';
import type { Field } from '../model/workspace.ts';
import { sensitiveHeader } from '../oauth/sensitive-parameters.ts';
import { err, ok, type Result } from '../result.ts';
import {
  joinSpans,
  maskText,
  revealText,
  type SecretSpan,
  type SensitiveText,
  secretSpan,
} from '../text/sensitive-text.ts';
import { fillSecrets, type SecretValues } from '../variables/fill-secrets.ts';
import { secretsIn } from '../variables/secret-marks.ts';
import type { HeaderField } from './exchange.ts';

/** Headers that frame the message or control the connection: the HTTP library writes or rejects them. */
const RESERVED = ['content-length', 'transfer-encoding', 'expect', 'upgrade', 'keep-alive'];

/**
 * Reads the headers the user typed. Skips disabled and empty rows, checks names and values (RFC 9110 §5.1, §5.5: no CR,
 * LF, NUL), trims values, and fills in referenced secrets.
 */
export function readHeaderFields(
  fields: readonly Field[],
  secrets: SecretValues = new Map(),
): Result<HeaderField[], AppError> {
  const result: HeaderField[] = [];
  for (const { name, value, enabled } of fields) {
    if (!enabled || (name.trim() === '' && value.trim() === '')) continue;
    const field = { name: name.trim(), value: markCredentials(name.trim(), value.trim(), secrets) };
    const problem = headerProblem(field);
    if (problem) return err(problem);
    result.push(field);
  }
  return ok(result);
}

/**
 * Merges user headers into the defaults: the same name (in any case) replaces a default, the others follow in order.
 * Names may repeat.
 */
export function overrideHeaders(ours: readonly HeaderField[], theirs: readonly HeaderField[]): HeaderField[] {
  const rest = [...theirs];
  const merged = ours.map((field) => {
    const index = rest.findIndex(({ name }) => name.toLowerCase() === field.name.toLowerCase());
    const [replacement] = index < 0 ? [] : rest.splice(index, 1);
    return replacement ?? field;
  });
  return [...merged, ...rest];
}

/** Why a header field cannot be sent, or null. */
export function headerProblem({ name, value }: HeaderField): AppError | null {
  if (name === '') {
    return appError('config.invalid', `A header with the value “${shorten(maskText(value))}” has no name.`, {
      nextStep: 'Name it, or switch it off.',
    });
  }
  if (!isToken(name)) {
    return appError('config.invalid', `“${shorten(name)}” is not a header name.`, {
      nextStep:
        "A name has letters, digits and any of !#$%&'*+-.^_`|~, without a space or colon (RFC 9110 §5.1).",
    });
  }
  if (RESERVED.includes(name.toLowerCase())) {
    return appError('config.invalid', `The header ${name} cannot be set manually.`, {
      nextStep: 'Credence writes it itself where the request needs it. Remove it or switch it off.',
    });
  }
  const bad = FORBIDDEN_IN_VALUE.exec(revealText(value))?.[0];
  if (bad !== undefined) {
    return appError('config.invalid', `The header ${name} contains ${describeCharacter(bad)}.`, {
      nextStep: 'A header value is one line of ASCII (RFC 9110 §5.5). Remove that character or encode it.',
    });
  }
  return null;
}

/** Whether a text is a token (RFC 9110 §5.6.2), as methods and header names must be. */
export function isToken(text: string): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(text);
}

/** The first header of a name, in any case. */
export function headerValue(headers: readonly HeaderField[], name: string): SensitiveText | undefined {
  return headers.find((field) => field.name.toLowerCase() === name.toLowerCase())?.value;
}

/**
 * Credentials the user typed into a header are secret, too. A DPoP proof is not: its claims are useful, and it contains
 * no secret.
 */
export function markCredentials(
  name: string,
  value: string,
  secrets: SecretValues = new Map(),
): SensitiveText {
  const sensitive = sensitiveHeader(name);
  // A secret variable already marks the secret part.
  const isMarked = !sensitive || sensitive.kind === 'proof' || value === '' || secretsIn(value).length > 0;
  if (isMarked) return fillSecrets(value, secrets);
  if (/^cookie$/i.test(name)) return markCookies(value);
  const [, scheme, credentials] = (/authorization$/i.test(name) && /^(\S+ +)(\S.*)$/.exec(value)) || [];
  if (!scheme || !credentials) return [typedSecret(name, value)];
  if (!/^authorization$/i.test(name)) return [scheme, typedSecret(name, credentials)];
  // A typed token may be shown, like a requested one.
  const isToken = /^(bearer|dpop) /i.test(scheme);
  return [scheme, secretSpan(isToken ? 'ACCESS_TOKEN' : 'CLIENT_SECRET', credentials)];
}

/** Cookie names are not secret (RFC 6265 §4.2). */
function markCookies(value: string): SensitiveText {
  const spans = value.split(/(;\s*)/).flatMap((pair): SensitiveText => {
    const [, name, content] = /^([^=;]*)=(.+)$/.exec(pair) ?? [];
    return name === undefined || content === undefined
      ? [pair]
      : [`${name}=`, typedSecret(`Cookie ${name}`, content)];
  });
  const isPlain = spans.every((span) => typeof span === 'string');
  return isPlain ? [typedSecret('Cookie', value)] : joinSpans(spans);
}

function typedSecret(parameter: string, value: string): SecretSpan {
  return secretSpan('PARAMETER', value, 'none', { alike: 'plain', parameter });
}

/**
 * Everything except tab and visible ASCII. RFC 9110 §5.5 allows other bytes, but programs disagree on their meaning.
 */
const FORBIDDEN_IN_VALUE = /[^\t\x20-\x7e]/;

function describeCharacter(character: string): string {
  switch (character) {
    case '\r':
    case '\n':
      return 'a line break';
    case '\0':
      return 'a NUL character';
    default: {
      const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      return /\p{C}/u.test(character)
        ? `the control character U+${code}`
        : `the character “${character}” (U+${code})`;
    }
  }
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
