import type { Variable, Variables } from '../model/variables.ts';
import { ownSecret } from './own-secrets.ts';
import { parseTemplate } from './references.ts';
import { aroundSecrets, markSecret } from './secret-marks.ts';
import { activeEnvironment } from './variables-of.ts';

/** Why a reference could not be replaced. */
export type ReferenceProblem =
  /** There is no variable of that name. */
  | { readonly kind: 'unknown'; readonly name: string }
  /** It has no value in the active environment. */
  | { readonly kind: 'empty'; readonly name: string }
  /** It references itself through others: `path` starts and ends with the same name. */
  | { readonly kind: 'cycle'; readonly name: string; readonly path: readonly string[] }
  /** Fully resolved it is longer than {@link LONGEST_VALUE}. */
  | { readonly kind: 'too-long'; readonly name: string };

type Encode = (text: string) => string;

const asItIs: Encode = (text) => text;

export interface ResolvedText {
  /** Secrets are marked: see secret-marks.ts. Unresolved references stay as typed. */
  readonly text: string;
  readonly problems: readonly ReferenceProblem[];
}

/** Characters. Values that reference two others each grow exponentially, beyond any memory within thirty steps. */
const LONGEST_VALUE = 1_000_000;

/** Resolves references with one environment's values. Reused for many texts; each value is resolved once. */
export class TextResolver {
  readonly #environmentId: string;
  readonly #byName: ReadonlyMap<string, Variable>;
  readonly #done = new Map<string, ResolvedText>();

  constructor(variables: Variables) {
    this.#environmentId = activeEnvironment(variables).id;
    this.#byName = new Map(variables.items.map((variable) => [variable.name, variable]));
  }

  /** `encode` is applied to inserted values, except secrets. */
  resolve(text: string, encode: Encode = asItIs): ResolvedText {
    return this.#resolve(text, [], encode);
  }

  /** `path`: the variables being resolved. */
  #resolve(text: string, path: readonly string[], encode: Encode): ResolvedText {
    const problems = new Map<string, ReferenceProblem>();
    const parts = parseTemplate(text).map((part) => {
      if (typeof part === 'string') return part;
      const value = this.#valueOf(part.name, path);
      for (const problem of value.problems) problems.set(`${problem.kind} ${problem.name}`, problem);
      return value.problems.length > 0 ? part.written : aroundSecrets(value.text, encode);
    });
    return { text: parts.join(''), problems: [...problems.values()] };
  }

  #valueOf(name: string, path: readonly string[]): ResolvedText {
    if (ownSecret(name)) return { text: markSecret(name), problems: [] };
    const known = this.#done.get(name);
    if (known) return known;
    const from = path.indexOf(name);
    if (from >= 0) return problem({ kind: 'cycle', name, path: [...path.slice(from), name] });
    const value = this.#workOut(name, path);
    this.#done.set(name, value);
    return value;
  }

  #workOut(name: string, path: readonly string[]): ResolvedText {
    const variable = this.#byName.get(name);
    if (!variable) return problem({ kind: 'unknown', name });
    if (variable.secret) return { text: markSecret(name), problems: [] };
    const typed = variable.values[this.#environmentId] ?? '';
    if (typed === '') return problem({ kind: 'empty', name });
    const value = this.#resolve(typed, [...path, name], asItIs);
    return value.text.length > LONGEST_VALUE ? problem({ kind: 'too-long', name }) : value;
  }
}

function problem(problem: ReferenceProblem): ResolvedText {
  return { text: '', problems: [problem] };
}
