import { err, ok, type Result } from '../../../shared/result.ts';
import { decodeForm, parseForm } from '../../../shared/text/form-encoding.ts';
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
  const form = new ReadForm();
  const { body } = request;
  // As parseForm reads it, but without its lists: this is on every token's way.
  for (let start = 0; start < body.length; ) {
    const ampersand = body.indexOf('&', start);
    const end = ampersand < 0 ? body.length : ampersand;
    const equals = body.indexOf('=', start);
    if (equals >= 0 && equals + 1 < end) {
      const name = decodeForm(body.slice(start, equals));
      if (!form.add(name, decodeForm(body.slice(equals + 1, end)))) return err(givenTwice(name));
    }
    start = end + 1;
  }
  return ok(form);
}

/** What is said where a required parameter is not in the body. */
export function missingParameter(name: string, request: ServerRequest): Refusal {
  const description = findInUrl(name, request) ?? `The parameter ${name} is missing`;
  return { error: 'invalid_request', description };
}

/** What to say of a parameter that stands in the URL, where logs keep it (RFC 6749 §2.3.1); null where it does not. */
export function findInUrl(name: string, { query }: ServerRequest): string | null {
  if (query === '' || !parseForm(query).some(([known]) => known === name)) return null;
  return `The parameter ${name} is in the URL, where it is not read; send it in the body`;
}

class ReadForm implements Form {
  readonly #values = new Map<string, string>();
  /** What comes after the first value: hardly any request has it. */
  #further: [name: string, value: string][] | null = null;

  /** False for a parameter that may not be there again. */
  add(name: string, value: string): boolean {
    if (!this.#values.has(name)) {
      this.#values.set(name, value);
      return true;
    }
    if (!isRepeatable(name)) return false;
    this.#further ??= [];
    this.#further.push([name, value]);
    return true;
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  get(name: string): string | undefined {
    return this.#values.get(name);
  }

  getAll(name: Repeatable): readonly string[] {
    const first = this.#values.get(name);
    if (first === undefined) return NONE;
    const others = this.#further?.filter(([other]) => other === name) ?? [];
    return [first, ...others.map(([, value]) => value)];
  }
}

const NONE: readonly string[] = [];

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
