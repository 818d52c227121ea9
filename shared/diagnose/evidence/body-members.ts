import type { Exchange } from '../../http/exchange.ts';
import { isJsonObject } from '../../json/json-object.ts';
import { parseJsonBody } from '../../json/parse-json.ts';

interface Answered {
  readonly exchange: Pick<Exchange, 'response'>;
}

/** The body as JSON; undefined where it is none. */
export function jsonOf({ exchange: { response } }: Answered): unknown {
  return response ? parseJsonBody(response.body) : undefined;
}

/** Whether a JSON object reports a failure by its members, whatever the status of the response says. */
export function failsInside(facts: Answered): boolean {
  const members = membersOf(facts);
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
export function membersOf(facts: Answered): Readonly<Record<string, unknown>> {
  const value = jsonOf(facts);
  return isJsonObject(value) ? value : {};
}
