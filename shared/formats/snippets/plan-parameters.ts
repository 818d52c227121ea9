import { parseForm } from '../../oauth/form-encoding.ts';
import type { SensitiveText } from '../../text/sensitive-text.ts';
import type { ParameterPlan } from './plan.ts';
import type { VariableNames } from './variable-names.ts';

/** Cannot occur in a form encoded body, and marks where a secret stood. */
const MARK = '\0';

/** The parameters of a built form body, decoded, in order; the values of secrets as variables. */
export function planParameters(body: SensitiveText, names: VariableNames): ParameterPlan[] {
  const marked = body.map((span, index) => (typeof span === 'string' ? span : `${MARK}${index}`)).join('');
  return parseForm(marked).map(([name, value]) => {
    const span = value.startsWith(MARK) ? body[Number(value.slice(MARK.length))] : undefined;
    if (span === undefined) return { name, value: [value] };
    // Every language encodes the whole form itself, so the variable goes in bare.
    const bare = names.valueOf([span]).map((part) => (typeof part === 'string' ? part : part.variable));
    return { name, value: bare.map((variable) => ({ variable, encoding: 'none' as const })) };
  });
}
