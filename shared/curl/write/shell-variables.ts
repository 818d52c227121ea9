/**
 * A shell variable in a pasted command has no value here. The parser marks its name with two private-use characters, so
 * that a literal `$` (`'pa$word'`) is never mistaken for one.
 */
const OPEN = '\uE000';
const CLOSE = '\uE001';
const MARK = new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`, 'g');

/** Marks a variable or other shell expression, as written: `$NAME`, `%NAME%`, `$(date)`. */
export function markVariable(asWritten: string): string {
  return `${OPEN}${asWritten}${CLOSE}`;
}

/** The variables in a text as written, without duplicates. */
export function variablesIn(text: string): string[] {
  return [...new Set([...text.matchAll(MARK)].map(([, name = '']) => name))];
}

/** The text with each variable as written. */
export function writeVariables(text: string): string {
  return text.replace(MARK, '$1');
}

/** Removes marks that the input itself contains. */
export function withoutMarks(text: string): string {
  return text.replaceAll(OPEN, '').replaceAll(CLOSE, '');
}
