/** Text with parts known only at run time: secrets from the environment. */
export type Value = readonly ValuePart[];

export type ValuePart = string | EnvironmentVariable;

interface EnvironmentVariable {
  /** For example `CLIENT_SECRET`. */
  readonly variable: string;
  /** `form`: form-encode it where inserted (RFC 6749 appendix B). */
  readonly encoding: 'none' | 'form';
}

/** How a language writes an expression of type string. */
export interface Syntax {
  /** A string literal. */
  readonly quote: (text: string) => string;
  /** The program's name for an environment variable's value. */
  readonly variable: (name: string) => string;
  readonly encodeForm: (expression: string) => string;
  /** String concatenation operator. */
  readonly plus: string;
}

export function expression(value: Value, { quote, variable, encodeForm, plus }: Syntax): string {
  if (value.length === 0) return quote('');
  return value
    .map((part) => {
      if (typeof part === 'string') return quote(part);
      const name = variable(part.variable);
      return part.encoding === 'form' ? encodeForm(name) : name;
    })
    .join(plus);
}

/** `CLIENT_SECRET` as `clientSecret`. */
export function camelCase(name: string): string {
  return name.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

export function isPlain(value: Value): boolean {
  return value.every((part) => typeof part === 'string');
}
