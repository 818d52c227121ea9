import { isJsonObject } from '../../json/json-object.ts';
import { parseJson } from '../../json/parse-json.ts';

interface Body {
  readonly text: string;
}

/** A dozen rules ask for the same body, which may be large: it is read once for each diagnosis. */
const known = new WeakMap<Body, unknown>();

/** The body as JSON; undefined where it is none. */
export function jsonOf(body: Body): unknown {
  if (!known.has(body)) known.set(body, parseJson(body.text));
  return known.get(body);
}

/** The members of a JSON object in the body; none where it is something else. */
export function membersOf(body: Body): Readonly<Record<string, unknown>> {
  const value = jsonOf(body);
  return isJsonObject(value) ? value : {};
}
