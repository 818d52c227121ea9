import { exportName, MASK, type SensitiveText } from '../../text/sensitive-text.ts';
import type { Value } from './value.ts';

/**
 * Names a program's environment variables. The same secret always gets the same name; a different secret of the same
 * kind (for example a second `client_secret` parameter) gets a number.
 */
export class VariableNames {
  readonly #names = new Map<string, string>();

  get list(): readonly string[] {
    return [...this.#names.values()];
  }

  nameFor(kind: string, secret: string): string {
    const key = `${kind} ${secret}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const taken = [...this.#names.keys()].filter((other) => other.startsWith(`${kind} `)).length;
    const name = taken === 0 ? kind : `${kind}_${taken + 1}`;
    this.#names.set(key, name);
    return name;
  }

  /** The text with its secrets as variables, with their encoding. */
  valueOf(text: SensitiveText): Value {
    return text.map((span) => {
      if (typeof span === 'string') return span;
      const variable = this.nameFor(exportName(span), span.value ?? MASK);
      return { variable, encoding: span.encoding === 'form' ? 'form' : 'none' } as const;
    });
  }
}
