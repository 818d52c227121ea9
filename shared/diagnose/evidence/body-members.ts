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

/** Whether a JSON object reports a failure by its members, whatever the status of the response says. */
export function failsInside(body: Body): boolean {
  const members = membersOf(body);
  if (['access_token', 'active', 'keys', 'data', 'result'].some((name) => members[name] && !members.error))
    return false;
  const { error, errors, errcode, success, status } = members;
  return (
    (typeof error === 'string' && error !== '') ||
    (typeof error === 'number' && error !== 0) ||
    (isJsonObject(error) && Object.keys(error).length > 0) ||
    (Array.isArray(errors) && errors.length > 0) ||
    success === false ||
    (typeof errcode === 'number' && errcode !== 0) ||
    (typeof status === 'string' && /^(error|fail(ed|ure)?)$/i.test(status)) ||
    ((typeof members.code === 'number' || typeof members.code === 'string') &&
      !/^(0+|200|ok|success)$/i.test(String(members.code)) &&
      ['message', 'msg', 'error_description', 'errmsg', 'errorMessage', 'description'].some(
        (name) => typeof members[name] === 'string',
      ))
  );
}

/** The members of a JSON object in the body; none where it is something else. */
export function membersOf(body: Body): Readonly<Record<string, unknown>> {
  const value = jsonOf(body);
  return isJsonObject(value) ? value : {};
}
