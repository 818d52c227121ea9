/** How a field or line differs between the sides. */
export type Difference = 'same' | 'changed' | 'only-left' | 'only-right';

export type NamedValue = readonly [name: string, value: string];

export interface ComparedField {
  readonly name: string;
  /** Null if this side lacks the field. */
  readonly left: string | null;
  readonly right: string | null;
  readonly difference: Difference;
}

/**
 * Pairs fields of the same name, ignoring case: first with first, second with second. Keeps left's order; fields only
 * in right follow at their position.
 */
export function alignFields(left: readonly NamedValue[], right: readonly NamedValue[]): ComparedField[] {
  const partners = pairByName(left, right);
  const alone = right.flatMap((field, index) => (partners.includes(index) ? [] : [{ field, index }]));
  const aligned: ComparedField[] = [];
  const takeAloneBefore = (end: number) => {
    while (alone[0] && alone[0].index < end) {
      const [name, value] = alone[0].field;
      aligned.push(compared(name, null, value));
      alone.shift();
    }
  };
  left.forEach(([name, value], index) => {
    const partner = partners[index] ?? null;
    if (partner !== null) takeAloneBefore(partner);
    aligned.push(compared(name, value, partner === null ? null : (right[partner]?.[1] ?? null)));
  });
  takeAloneBefore(right.length);
  return aligned;
}

/** For each left field, the index of its partner in right, or null. */
function pairByName(left: readonly NamedValue[], right: readonly NamedValue[]): (number | null)[] {
  const taken = new Set<number>();
  return left.map(([name]) => {
    const partner = right.findIndex((field, index) => !taken.has(index) && sameName(field[0], name));
    if (partner < 0) return null;
    taken.add(partner);
    return partner;
  });
}

function compared(name: string, left: string | null, right: string | null): ComparedField {
  if (left === null) return { name, left, right, difference: 'only-right' };
  if (right === null) return { name, left, right, difference: 'only-left' };
  return { name, left, right, difference: left === right ? 'same' : 'changed' };
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
