/** What the palette can find. */
export interface Findable {
  readonly id: string;
  readonly label: string;
  /** Beside the label, searched too. */
  readonly note: string;
}

/** A part of a label: whether the search found it there. */
export interface LabelPart {
  readonly text: string;
  readonly found: boolean;
  /** From the start of the label, in characters. */
  readonly at: number;
}

/** Nobody reads more; another letter narrows the list. */
export const MOST_FOUND = 80;

/** Where a word was found, best match first. */
const PLACES = ['start of the label', 'start of a word', 'in the label', 'in the note'] as const;

/**
 * The items that hold every word of the query, the best first: a label that begins with a word comes before one with a word
 * that does, before one that holds it anywhere. Among equals the recent ones come first, then the order of the list.
 */
export function rank<T extends Findable>(
  items: readonly T[],
  query: string,
  recent: readonly string[] = [],
): readonly T[] {
  const words = wordsOf(query);
  const recency = (item: T) => {
    const at = recent.indexOf(item.id);
    return at === -1 ? recent.length : at;
  };
  return items
    .flatMap((item, order) => {
      const score = scoreOf(item, words);
      return score === null ? [] : [{ item, score, order }];
    })
    .sort((a, b) => a.score - b.score || recency(a.item) - recency(b.item) || a.order - b.order)
    .slice(0, MOST_FOUND)
    .map(({ item }) => item);
}

/** The label in parts, with what the query found marked. */
export function markFound(label: string, query: string): readonly LabelPart[] {
  const words = wordsOf(query).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (words.length === 0) return [{ text: label, found: false, at: 0 }];
  let at = 0;
  return label.split(new RegExp(`(${words.join('|')})`, 'i')).flatMap((text, index) => {
    const part = { text, found: index % 2 === 1, at };
    at += text.length;
    return text === '' ? [] : [part];
  });
}

function wordsOf(query: string): string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean);
}

/** The sum of the places of all words; null where one is missing. */
function scoreOf({ label, note }: Findable, words: readonly string[]): number | null {
  const name = label.toLowerCase();
  const beside = note.toLowerCase();
  let score = 0;
  for (const word of words) {
    const place = placeOf(word, name, beside);
    if (place === -1) return null;
    score += place;
  }
  return score;
}

function placeOf(word: string, name: string, beside: string): number {
  const at = name.indexOf(word);
  if (at === 0) return PLACES.indexOf('start of the label');
  if (at > 0) {
    const startsWord = name.includes(` ${word}`);
    return PLACES.indexOf(startsWord ? 'start of a word' : 'in the label');
  }
  return beside.includes(word) ? PLACES.indexOf('in the note') : -1;
}
