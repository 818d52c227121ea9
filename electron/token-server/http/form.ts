import { err, ok, type Result } from '../../../shared/result.ts';
import { parseForm } from '../../../shared/text/form-encoding.ts';
import { quote, type Refusal } from './oauth-error.ts';
import type { ServerRequest } from './request.ts';

/** The parameters of a form body; those without a value are ignored (RFC 6749 §3.2). */
export interface Form {
  has(name: string): boolean;
  /** The value; for {@link REPEATABLE} parameters the first. */
  get(name: string): string | undefined;
  /** All values, in order. */
  getAll(name: Repeatable): readonly string[];
}

/** RFC 8707 §2 and RFC 8693 §2.1 allow these to repeat; all others must not (RFC 6749 §3.2). */
const REPEATABLE = ['resource', 'audience'] as const;
type Repeatable = (typeof REPEATABLE)[number];

/** Parses an OAuth form body (RFC 6749 §3.2 and appendix B), or reports the error. */
export function readForm(request: ServerRequest): Result<Form, Refusal> {
  const wrongType = findWrongType(request);
  if (wrongType !== null) return err({ error: 'invalid_request', description: wrongType });
  const values = new Map<string, string[]>();
  for (const [name, value] of parseForm(request.body)) {
    if (value === '') continue;
    const before = values.get(name);
    if (before === undefined) values.set(name, [value]);
    else if (isRepeatable(name)) before.push(value);
    else return err(givenTwice(name));
  }
  return ok({
    has: (name) => values.has(name),
    get: (name) => values.get(name)?.[0],
    getAll: (name) => values.get(name) ?? [],
  });
}

/** The message for a required parameter missing from the body. */
export function missingParameter(name: string, request: ServerRequest): Refusal {
  const description = findInUrl(name, request) ?? `The parameter ${name} is missing`;
  return { error: 'invalid_request', description };
}

/** The message for a parameter in the URL, where it would be logged (RFC 6749 §2.3.1); null if there is none. */
export function findInUrl(name: string, { query }: ServerRequest): string | null {
  if (query === '' || !parseForm(query).some(([known]) => known === name)) return null;
  return `The parameter ${name} is in the URL, which this server does not read and logs may keep; send it in the body`;
}

function isRepeatable(name: string): name is Repeatable {
  return REPEATABLE.some((repeatable) => repeatable === name);
}

function givenTwice(name: string): Refusal {
  return {
    error: 'invalid_request',
    description: `The parameter ${quote(name)} is given more than once`,
  };
}

function findWrongType({ body, headers }: ServerRequest): string | null {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    return `The body must not be compressed, but Content-Encoding is ${quote(encoding)}`;
  }
  const type = headers['content-type'];
  // An empty body needs no type; the missing parameter is the better message.
  if (type === undefined)
    return body === '' ? null : 'Content-Type is missing; send application/x-www-form-urlencoded';
  if (isForm(type)) return null;
  return `Content-Type must be application/x-www-form-urlencoded, not ${quote(type)}`;
}

const FORM = 'application/x-www-form-urlencoded';

/** Whether a Content-Type is form-encoded, with or without parameters. */
export function isForm(type = ''): boolean {
  if (type === FORM) return true;
  return (type.split(';', 1)[0] ?? '').trim().toLowerCase() === FORM;
}
