/**
 * Text with marked secrets, so that one value can be sent, shown masked, or exported with variables. A span with a null
 * `value` has been withheld: it crossed to a place that may not know it.
 */
export type SensitiveText = readonly TextSpan[];

export type TextSpan = string | SecretSpan;

export interface SecretSpan {
  /** The kind of secret; exports name a variable after it: see {@link exportName}. */
  readonly name: SecretName;
  /** For VARIABLE: the name of the secret variable. */
  readonly variable?: string;
  /** For PARAMETER: the name of the parameter, member, or header. */
  readonly parameter?: string;
  /** The text as sent (after `encoding`), or null if withheld. */
  readonly value: string | null;
  /** How the secret became `value`: unchanged, form-encoded (RFC 6749 appendix B), or base64 of `id:secret`. */
  readonly encoding: 'none' | 'form' | 'basic-form' | 'basic-raw';
  /** For Basic: the encoded ID before the colon. Not secret; curl's `-u` needs it. */
  readonly user?: string;
  /**
   * An operation on the bare secret that gives the same text as `encoding`: none (`plain`), or curl's
   * `--data-urlencode` (`curl`). Absent if neither does. Lets an export choose the right variable even if the value is
   * withheld.
   */
  readonly alike?: 'plain' | 'curl';
  /** For Basic: form encoding changes neither ID nor secret, so both encodings give the same text. */
  readonly encodingsAgree?: true;
  /** For a client assertion: its content (RFC 7519 §3), useless without the omitted signature. */
  readonly jwt?: JwtParts;
}

export interface JwtParts {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

export type SecretName =
  | 'CLIENT_SECRET'
  | 'CLIENT_ASSERTION'
  | 'ACCESS_TOKEN'
  | 'PROXY_PASSWORD'
  /** A secret variable of the workspace. */
  | 'VARIABLE'
  /** A value typed under a sensitive name: `subject_token`, `password`, X-Api-Key. */
  | 'PARAMETER';

/** Eight bullets: replaces a secret on the screen. Its length reveals nothing. */
export const MASK = '••••••••';

/** Names whose values never leave the main process; an access token may be shown on request. */
export const WITHHELD_NAMES: readonly SecretName[] = [
  'CLIENT_SECRET',
  'CLIENT_ASSERTION',
  'PROXY_PASSWORD',
  'VARIABLE',
  'PARAMETER',
];

/** All names: none of their values may be stored unencrypted. */
export const ALL_SECRET_NAMES: readonly SecretName[] = [...WITHHELD_NAMES, 'ACCESS_TOKEN'];

export function secretSpan(
  name: SecretName,
  value: string,
  encoding: SecretSpan['encoding'] = 'none',
  facts: Pick<SecretSpan, 'user' | 'alike' | 'encodingsAgree' | 'jwt' | 'variable' | 'parameter'> = {},
): SecretSpan {
  return { name, value, encoding, ...facts };
}

/**
 * A secret's name in exports: `CLIENT_SECRET`; `VARIABLE_API_KEY` for the secret variable `api-key`; `SUBJECT_TOKEN`
 * for the parameter `subject_token`.
 */
export function exportName({
  name,
  variable = '',
  parameter = '',
}: Pick<SecretSpan, 'name' | 'variable' | 'parameter'>): string {
  const upper = (text: string) => text.replace(/\W/g, '_').toUpperCase();
  if (name === 'VARIABLE') return `VARIABLE_${upper(variable)}`;
  if (name !== 'PARAMETER') return name;
  return /^[A-Za-z]/.test(parameter) ? upper(parameter) : `PARAMETER_${upper(parameter)}`;
}

/** The text as sent. Throws for a withheld secret, which is a bug. */
export function revealText(text: SensitiveText): string {
  return text.map((span) => (typeof span === 'string' ? span : revealSpan(span))).join('');
}

/** The text with every secret as eight bullets, except those named in `shown` (if not withheld). */
export function maskText(text: SensitiveText, shown: readonly SecretName[] = []): string {
  return text
    .map((span) => {
      if (typeof span === 'string') return span;
      return shown.includes(span.name) && span.value !== null ? span.value : MASK;
    })
    .join('');
}

/** A copy without the values of the named secrets. */
export function withholdSecrets(
  text: SensitiveText,
  names: readonly SecretName[] = WITHHELD_NAMES,
): SensitiveText {
  return text.map((span) =>
    typeof span === 'string' || !names.includes(span.name) ? span : { ...span, value: null },
  );
}

/** Merges adjacent plain spans and drops empty ones. */
export function joinSpans(spans: readonly TextSpan[]): SensitiveText {
  const joined: TextSpan[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (typeof span === 'string' && typeof last === 'string') joined[joined.length - 1] = last + span;
    else if (span !== '') joined.push(span);
  }
  return joined;
}

function revealSpan(span: SecretSpan): string {
  if (span.value === null) throw new Error(`The secret ${span.name} has been withheld`);
  return span.value;
}
