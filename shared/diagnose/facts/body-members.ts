import { parseJson } from '../../text/parse-json.ts';

/** The members of a JSON object in the body; none where it is something else. */
export function membersOf({ text }: { readonly text: string }): Readonly<Record<string, unknown>> {
  const value = parseJson(text);
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
