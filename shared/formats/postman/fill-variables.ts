import { CollectionVariableSchema } from './collection-schema.ts';

/** Values may reference variables; limits circular references. */
const ROUNDS = 5;

export interface FilledContent {
  readonly content: unknown;
  /** Names of the variables filled in. Their values may be secret. */
  readonly filled: readonly string[];
}

/** Replaces the collection's own variables in all its texts. */
export function fillVariables(content: unknown): FilledContent {
  const values = variablesOf(content);
  if (values.size === 0) return { content, filled: [] };
  const filled = new Set<string>();
  const fill = (text: string): string =>
    text.replace(/\{\{([^{}]+)\}\}/g, (reference, name: string) => {
      const value = values.get(name.trim());
      if (value === undefined) return reference;
      filled.add(name.trim());
      return value;
    });
  const fillAll = (text: string): string => {
    let last = text;
    for (let round = 0; round < ROUNDS; round += 1) {
      const next = fill(last);
      if (next === last || next.length > MOST_CHARACTERS) break;
      last = next;
    }
    return last;
  };
  // By way of JSON, because that is what it was a moment ago.
  const replaced: unknown = JSON.parse(
    JSON.stringify({ ...Object(content), variable: [] }),
    (_name, value: unknown) => (typeof value === 'string' ? fillAll(value) : value),
  );
  return { content: replaced, filled: [...filled] };
}

/** Guards against values that reference each other exponentially. */
const MOST_CHARACTERS = 1_000_000;

function variablesOf(content: unknown): ReadonlyMap<string, string> {
  const listed =
    typeof content === 'object' && content !== null && 'variable' in content ? content.variable : [];
  const values = new Map<string, string>();
  for (const item of Array.isArray(listed) ? listed : []) {
    const { data } = CollectionVariableSchema.safeParse(item);
    // Postman stores an empty value for one that is not shared: ignore it.
    if (data && data.disabled !== true && data.value !== '') values.set(data.key, data.value);
  }
  return values;
}
