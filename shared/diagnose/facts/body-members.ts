import { parseJsonObject } from '../../json/json-object.ts';

/** The members of a JSON object in the body; none where it is something else. */
export function membersOf({ text }: { readonly text: string }): Readonly<Record<string, unknown>> {
  return parseJsonObject(text) ?? {};
}
