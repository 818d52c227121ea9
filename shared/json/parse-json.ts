/** A deeper text is no honest input: what walks it, or copies it to the page, would exhaust the stack. */
export const DEEPEST_JSON = 200;

/** The value of a JSON text (RFC 8259 §9 allows a limit of depth), or undefined when it is none or nested too deep. */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isNestedBeyond(value, DEEPEST_JSON) ? undefined : value;
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
