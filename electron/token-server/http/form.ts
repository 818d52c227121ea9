import { err, ok, type Result } from '../../../shared/result.ts';
import { parseForm } from '../../../shared/text/form-encoding.ts';
import { quote, type Refusal } from './oauth-error.ts';
import type { ServerRequest } from './request.ts';

/** The parameters of a form body; those sent without a value are left out (RFC 6749 §3.2). */
export interface Form {
  has(name: string): boolean;
  /** The value; of one of {@link REPEATABLE}, the first. */
  get(name: string): string | undefined;
  /** All values, in order. */
  getAll(name: Repeatable): readonly string[];
}

/** RFC 8707 §2 and RFC 8693 §2.1 let these stand several times; all others are once (RFC 6749 §3.2). */
const REPEATABLE = ['resource', 'audience'] as const;
type Repeatable = (typeof REPEATABLE)[number];

/** Reads the form body that OAuth endpoints take (RFC 6749 §3.2 and appendix B), or says what is wrong with it. */
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

/** What is said where a required parameter is not in the body. */
export function missingParameter(name: string, request: ServerRequest): Refusal {
  const description = findInUrl(name, request) ?? `The parameter ${name} is missing`;
  return { error: 'invalid_request', description };
}

/** What to say of a parameter that stands in the URL, where logs keep it (RFC 6749 §2.3.1); null where it does not. */
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
  // Without a body nothing needs a type; what is missing from it is the more useful answer.
  if (type === undefined)
    return body === '' ? null : 'Content-Type is missing; send application/x-www-form-urlencoded';
  if (isForm(type)) return null;
  return `Content-Type must be application/x-www-form-urlencoded, not ${quote(type)}`;
}

const FORM = 'application/x-www-form-urlencoded';

/** Whether a Content-Type is the one of forms, with or without parameters. */
export function isForm(type = ''): boolean {
  if (type === FORM) return true;
  return (type.split(';', 1)[0] ?? '').trim().toLowerCase() === FORM;
}
