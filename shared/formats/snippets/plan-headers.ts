import type { HeaderField } from '../../http/exchange.ts';
import type { Field } from '../../model/workspace.ts';
import { exportName, revealText, type SecretSpan, type SensitiveText } from '../../text/sensitive-text.ts';
import type { HeaderPlan } from './plan.ts';
import type { Value } from './value.ts';
import type { VariableNames } from './variable-names.ts';

/** Headers that every HTTP library writes, and some do not let you set. */
const LEFT_TO_THE_LIBRARY = ['host', 'connection', 'content-length'];

/**
 * The headers a program sets: no framing, and each name once. Most libraries use a map; RFC 9110 §5.3 allows joining
 * values with a comma (RFC 6265 §5.4 for Cookie).
 */
export function planHeaders(
  fields: readonly HeaderField[],
  typed: readonly Field[],
  names: VariableNames,
  notes: string[],
): HeaderPlan[] {
  const plans = new Map<string, { name: string; value: Value }>();
  for (const { name, enabled } of typed) {
    if (enabled && isLeftToTheLibrary(name.trim()))
      notes.push(`The header ${name.trim()} is left to the HTTP library.`);
  }
  for (const { name, value } of fields) {
    if (isLeftToTheLibrary(name)) continue;
    const key = name.toLowerCase();
    const planned = isSecret(value) ? wholeFromEnvironment(value, names) : [revealText(value)];
    const before = plans.get(key);
    if (!before) {
      plans.set(key, { name, value: planned });
      continue;
    }
    before.value = joinValues(before.value, key === 'cookie' ? '; ' : ', ', planned);
    notes.push(`The header ${name} is sent once, with its values joined (RFC 9110 §5.3).`);
  }
  return [...plans.values()];
}

function isLeftToTheLibrary(name: string): boolean {
  return LEFT_TO_THE_LIBRARY.includes(name.toLowerCase());
}

function isSecret(value: SensitiveText): boolean {
  return value.some((span) => typeof span !== 'string');
}

/** Secret variables, and the user's own Authorization: its scheme is in the code, the rest in the environment. */
function wholeFromEnvironment(value: SensitiveText, names: VariableNames): Value {
  return value.map((span) =>
    typeof span === 'string'
      ? span
      : { variable: names.nameFor(nameOf(span), span.value ?? ''), encoding: 'none' as const },
  );
}

function nameOf(span: SecretSpan): string {
  return span.name === 'VARIABLE' || span.name === 'PARAMETER' ? exportName(span) : 'AUTHORIZATION';
}

function joinValues(first: Value, separator: string, second: Value): Value {
  return [...first, separator, ...second].reduce<Value[number][]>((parts, part) => {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else parts.push(part);
    return parts;
  }, []);
}
