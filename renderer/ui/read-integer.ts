/** What a person typed, read; or the sentence that says why it could not be. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string };

/** Reads a whole number between two bounds, both included. */
export function readInteger(text: string, min: number, max: number): Reading<number> {
  const trimmed = text.trim();
  const value = Number(trimmed);
  if (!/^-?\d+$/.test(trimmed)) return { ok: false, problem: 'Enter a whole number.' };
  if (value < min || value > max) return { ok: false, problem: `From ${min} to ${max}.` };
  return { ok: true, value };
}
