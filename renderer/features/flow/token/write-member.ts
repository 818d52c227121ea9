/** A member of a JSON object for reading: strings as they are, a list of words in a line, what is nested laid out. */
export function writeMember(value: unknown): string {
  if (typeof value === 'string') return value;
  return JSON.stringify(value, null, isNested(value) ? 2 : 0);
}

function isNested(value: unknown): boolean {
  if (Array.isArray(value)) return value.some((each) => typeof each === 'object' && each !== null);
  return typeof value === 'object' && value !== null;
}
