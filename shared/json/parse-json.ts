import { CLOSE_ARRAY, CLOSE_OBJECT, endOfString, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from './walk-json.ts';

/** Deeper text is not honest input: walking it, or copying it to the page, would exhaust the stack. */
export const DEEPEST_JSON = 200;

/** The value of a JSON text (RFC 8259 §9 allows a depth limit), or undefined if it is invalid or too deep. */
export function parseJson(text: string): unknown {
  if (isTextNestedBeyond(text, DEEPEST_JSON)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The same as {@link isNestedBeyond}, before anything is parsed: a megabyte of brackets takes milliseconds, not seconds. */
function isTextNestedBeyond(text: string, deepest: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at) - 1;
        break;
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        depth += 1;
        // The outermost one is within none.
        if (depth > deepest + 1) return true;
        break;
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        depth -= 1;
    }
  }
  return false;
}

const bodies = new WeakMap<{ readonly text: string }, unknown>();

/** The same for a response body, cached: it may be large and is needed often. */
export function parseJsonBody(body: { readonly text: string }): unknown {
  if (!bodies.has(body)) bodies.set(body, parseJson(body.text.replace(/^\uFEFF/, '').trim()));
  return bodies.get(body);
}

/** Whether a value is nested deeper than `deepest`. Iterative, to protect the stack. */
export function isNestedBeyond(value: unknown, deepest: number): boolean {
  let level = [value].filter(isContainer);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true;
    level = level.flatMap((container) => Object.values(container).filter(isContainer));
  }
  return false;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
