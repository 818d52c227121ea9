/**
 * Text in which the secret parts are marked, so that one value can be sent as it is, shown with the secrets
 * masked, and exported with them as variables. A span whose `value` is null has been withheld: it crossed
 * to a place that may not know it.
 */
export type SensitiveText = readonly TextSpan[];

export type TextSpan = string | SecretSpan;

export interface SecretSpan {
  /** What it is; exports name a variable after it: see {@link exportName}. */
  readonly name: SecretName;
  /** For VARIABLE: which of the person's secret variables. */
  readonly variable?: string;
  /** For PARAMETER: the name of the parameter, member, or header whose value this is. */
  readonly parameter?: string;
  /** The text as it is sent (after `encoding`), or null where it has been withheld. */
  readonly value: string | null;
  /** How the secret became `value`: as it is, form encoded (RFC 6749 appendix B), or base64 of `id:secret`. */
  readonly encoding: 'none' | 'form' | 'basic-form' | 'basic-raw';
  /** For Basic: the id before the colon, encoded as it is there. No secret; curl's `-u` needs it. */
  readonly user?: string;
  /**
   * What, applied to the bare secret, gives the same text as `encoding`: nothing at all (`plain`), or curl's
   * `--data-urlencode` (`curl`). Absent when neither does. Lets an export name the right variable even where the
   * value has been withheld.
   */
  readonly alike?: 'plain' | 'curl';
  /** For Basic: form encoding changes neither the id nor the secret, so both encodings give the same text. */
  readonly encodingsAgree?: true;
  /** For a client assertion: what is in it (RFC 7519 §3). Nobody can use that without the signature, which is left out. */
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
  /** A value typed by hand under a name that makes it sensitive: `subject_token`, `password`, X-Api-Key. */
  | 'PARAMETER';

/** Eight bullets: what stands in for a secret on the screen. Its length says nothing about the secret's. */
export const MASK = '••••••••';

/** The names whose values never leave the main process; an access token may be shown on request. */
export const WITHHELD_NAMES: readonly SecretName[] = [
  'CLIENT_SECRET',
  'CLIENT_ASSERTION',
  'PROXY_PASSWORD',
  'VARIABLE',
  'PARAMETER',
];

/** Every name: nothing of them may be kept where nothing is encrypted. */
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
 * What stands for the secret in exports: `CLIENT_SECRET`; `VARIABLE_API_KEY` for the secret variable `api-key`;
 * `SUBJECT_TOKEN` for the parameter `subject_token`.
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

/** The text as sent. Throws for a withheld secret: asking for one is a bug. */
export function revealText(text: SensitiveText): string {
  return text.map((span) => (typeof span === 'string' ? span : revealSpan(span))).join('');
}

/** The text with every secret as eight bullets, or those named in `shown` as they are (where not withheld). */
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

/** Neighbouring plain spans become one; empty ones go. */
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
