import { type AppError, appError } from '../errors.ts';
import { isMethod, METHOD_RULE, quotedMethod } from '../model/method.ts';
import type { Field } from '../model/workspace.ts';
import { err, ok, type Result } from '../result.ts';
import { revealText, type SensitiveText } from '../text/sensitive-text.ts';
import { byteLength } from '../text/utf8.ts';
import type { SecretValues } from '../variables/fill-secrets.ts';
import type { HeaderField, HttpRequest } from './exchange.ts';
import { headerProblem, overrideHeaders, readHeaderFields } from './header-fields.ts';

/** Methods that expect content: without a body they send `content-length: 0` (RFC 9110 §8.6). */
const EXPECT_CONTENT = ['POST', 'PUT', 'PATCH', 'QUERY', 'PROPFIND', 'PROPPATCH'];

export interface RequestParts {
  readonly method: string;
  readonly url: URL;
  /** Default headers, in order. A user header of the same name replaces one. */
  readonly ours: readonly HeaderField[];
  readonly theirs: readonly Field[];
  readonly body: SensitiveText | null;
  /** Secrets that the user's headers may reference. */
  readonly secrets?: SecretValues;
}

/**
 * Builds a request exactly as sent in HTTP/1.1: `host`, `connection`, default headers, user headers, `content-length`.
 * The framing headers are lower case because the HTTP library writes them so.
 */
export function buildRequest({
  method,
  url,
  ours,
  theirs,
  body,
  secrets,
}: RequestParts): Result<HttpRequest, AppError> {
  const methodProblem = checkMethod(method);
  if (methodProblem) return err(methodProblem);
  const typed = readHeaderFields(theirs, secrets);
  if (!typed.ok) return typed;

  const host = takeField(typed.value, 'host') ?? url.host;
  const connection = takeField(typed.value, 'connection')?.toLowerCase();
  if (connection !== undefined && connection !== 'keep-alive' && connection !== 'close') {
    return err(
      appError('config.invalid', 'The header Connection can only be keep-alive or close.', {
        nextStep: 'Change it, or switch it off: Credence writes it itself.',
      }),
    );
  }
  const fields = overrideHeaders(ours, typed.value);
  for (const field of fields) {
    const problem = headerProblem(field);
    if (problem) return err(problem);
  }
  const length = body ? byteLength(revealText(body)) : 0;
  const frame: HeaderField[] =
    length > 0 || EXPECT_CONTENT.includes(method)
      ? [{ name: 'content-length', value: [String(length)] }]
      : [];

  return ok({
    method,
    url: withoutFragment(url),
    headers: [
      { name: 'host', value: [host] },
      // The library closes after HEAD: a body sent in error would corrupt the next response.
      { name: 'connection', value: [connection === 'close' || method === 'HEAD' ? 'close' : 'keep-alive'] },
      ...fields,
      ...frame,
    ],
    body: length > 0 ? body : null,
  });
}

/** The request target of an HTTP/1.1 request line: path and query (RFC 9112 §3.2.1). */
export function requestTarget(url: string): string {
  const { href, pathname, search } = new URL(url);
  // `search` is empty for an empty query, too, but its `?` is sent.
  return `${pathname}${search === '' && /^[^#]*\?/.test(href) ? '?' : search}`;
}

function checkMethod(method: string): AppError | null {
  if (method === '') {
    return appError('config.invalid', 'The request has no method.', {
      nextStep: 'Choose one, for example GET.',
    });
  }
  if (!isMethod(method)) {
    return appError('config.invalid', `“${quotedMethod(method)}” is not a request method.`, {
      nextStep: METHOD_RULE,
    });
  }
  if (method.toUpperCase() === 'CONNECT') {
    return appError('config.invalid', 'CONNECT is for proxies and cannot be sent to an API.', {
      nextStep: 'Choose another method, for example GET.',
    });
  }
  return null;
}

/** Removes all headers of a name from the list and returns the last value. */
function takeField(fields: HeaderField[], name: string): string | undefined {
  let value: string | undefined;
  for (let index = fields.length - 1; index >= 0; index -= 1) {
    const field = fields[index];
    if (field?.name.toLowerCase() !== name) continue;
    value ??= revealText(field.value);
    fields.splice(index, 1);
  }
  return value;
}

function withoutFragment(url: URL): string {
  const copy = new URL(url.href);
  copy.hash = '';
  return copy.href;
}
