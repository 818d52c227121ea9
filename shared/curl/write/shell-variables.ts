/**
 * A shell variable in a pasted command has no value here. It is carried through the parser as its name between two
 * private-use characters, so that `$` as an ordinary character (`'pa$word'`) is never mistaken for one.
 */
const OPEN = '\uE000';
const CLOSE = '\uE001';
const MARK = new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`, 'g');

/** Stands for a variable, or another expression of the shell, as it was written: `$NAME`, `%NAME%`, `$(date)`. */
export function markVariable(asWritten: string): string {
  return `${OPEN}${asWritten}${CLOSE}`;
}

/** The variables in a text as they were written, each once. */
export function variablesIn(text: string): string[] {
  return [...new Set([...text.matchAll(MARK)].map(([, name = '']) => name))];
}

/** The text with each variable as it was written. */
export function writeVariables(text: string): string {
  return text.replace(MARK, '$1');
}

/** A text in which no mark can be hidden. */
export function withoutMarks(text: string): string {
  return text.replaceAll(OPEN, '').replaceAll(CLOSE, '');
}
