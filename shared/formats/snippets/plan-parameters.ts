import { parseForm } from '../../text/form-encoding.ts';
import type { SensitiveText, TextSpan } from '../../text/sensitive-text.ts';
import type { ParameterPlan } from './plan.ts';
import type { ValuePart } from './value.ts';
import type { VariableNames } from './variable-names.ts';

/** Cannot occur in a form body: marks the index of a secret. */
const MARK = '\0';

/** The parameters of a built form body, decoded, in order, with secrets as variables. */
export function planParameters(body: SensitiveText, names: VariableNames): ParameterPlan[] {
  const marked = body
    .map((span, index) => (typeof span === 'string' ? span : `${MARK}${index}${MARK}`))
    .join('');
  return parseForm(marked).map(([name, value]) => ({
    name,
    value: value
      .split(MARK)
      .map((part, index) => (index % 2 === 0 ? part : bareVariable(body[Number(part)], names)))
      .filter((part, _, parts) => part !== '' || parts.length === 1),
  }));
}

/** The program encodes the whole form, so the variable is inserted unencoded. */
function bareVariable(span: TextSpan | undefined, names: VariableNames): ValuePart {
  const [part = ''] = span === undefined ? [] : names.valueOf([span]);
  return typeof part === 'string' ? part : { variable: part.variable, encoding: 'none' };
}
