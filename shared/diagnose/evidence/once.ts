import type { Evidence } from './evidence.ts';

/** A fact that many causes ask for: it is read once for each exchange. */
export function oncePerExchange<T>(read: (facts: Evidence) => T): (facts: Evidence) => T {
  const known = new WeakMap<Evidence, { readonly value: T }>();
  return (facts) => {
    const found = known.get(facts);
    if (found) return found.value;
    const value = read(facts);
    known.set(facts, { value });
    return value;
  };
}
