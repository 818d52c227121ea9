import { CLOSE_ARRAY, CLOSE_OBJECT, endOfString, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from './walk-json.ts';

/** A deeper text is no honest input: what walks it, or copies it to the page, would exhaust the stack. */
export const DEEPEST_JSON = 200;

/** The value of a JSON text (RFC 8259 §9 allows a limit of depth), or undefined when it is none or nested too deep. */
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

/** The same for the body of a response, which may be large and is asked for often: it is read once. */
export function parseJsonBody(body: { readonly text: string }): unknown {
  if (!bodies.has(body)) bodies.set(body, parseJson(body.text.replace(/^\uFEFF/, '').trim()));
  return bodies.get(body);
}

/**
 * Whether an array or object stands within more than `deepest` others. Level by level, because the very stack is what has
 * to be spared.
 */
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
