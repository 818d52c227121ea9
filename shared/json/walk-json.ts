/**
 * A scalar in a JSON text: a string with its quotes, a number, `true`, `false`, `null`, or an invalid word in their
 * place.
 */
interface JsonScalar {
  readonly kind: 'string' | 'bare';
  /** Start and end indexes; the end is exclusive. */
  readonly start: number;
  readonly end: number;
}

export interface JsonVisitor<S> {
  /** The state outside every member. */
  readonly root: S;
  /** The state inside a member, given the surrounding state and its decoded name. */
  readonly enter: (around: S, name: string) => S;
  readonly visit: (state: S, scalar: JsonScalar) => void;
}

/**
 * Visits the scalars of a JSON text in one pass. Unlike JSON.parse it accepts any text: truncated, with duplicate
 * names, trailing commas or other errors. Never throws, and does not recurse.
 */
export function walkJson<S>(text: string, { root, enter, visit }: JsonVisitor<S>): void {
  const containers: Container<S>[] = [];
  let inside: Container<S> = { isObject: false, state: root, member: root, expectsName: false };
  for (let at = 0; at < text.length; ) {
    switch (text.charCodeAt(at)) {
      case QUOTE: {
        const end = endOfString(text, at);
        if (inside.isObject && inside.expectsName) {
          inside.member = enter(inside.state, decodeString(text.slice(at, end)));
        } else {
          visit(inside.member, { kind: 'string', start: at, end });
        }
        at = end;
        break;
      }
      case OPEN_OBJECT:
      case OPEN_ARRAY: {
        const isObject = text.charCodeAt(at) === OPEN_OBJECT;
        containers.push(inside);
        inside = { isObject, state: inside.member, member: inside.member, expectsName: isObject };
        at += 1;
        break;
      }
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        inside = containers.pop() ?? inside;
        at += 1;
        break;
      case COMMA:
        inside.expectsName = inside.isObject;
        if (inside.isObject) inside.member = inside.state;
        at += 1;
        break;
      case COLON:
        inside.expectsName = false;
        at += 1;
        break;
      default:
        if (isSpace(text.charCodeAt(at))) {
          at += 1;
        } else {
          const end = endOfBare(text, at);
          visit(inside.member, { kind: 'bare', start: at, end });
          at = end;
        }
    }
  }
}

/** The value of a JSON string with its quotes; if malformed, the text between them. */
export function decodeString(quoted: string): string {
  if (!quoted.includes('\\'))
    return quoted.slice(1, quoted.length > 1 && quoted.endsWith('"') ? -1 : undefined);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted.replace(/^"|"$/g, '');
  }
}

interface Container<S> {
  readonly isObject: boolean;
  /** Around the members of an object; an array's elements have what the array has. */
  readonly state: S;
  /** In the member that is being read. */
  member: S;
  expectsName: boolean;
}

export const QUOTE = 0x22;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;
export const OPEN_ARRAY = 0x5b;
export const CLOSE_ARRAY = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xfeff;
}

/** Index after the closing quotation mark of the string that begins at `start`; the text's end without one. */
export function endOfString(text: string, start: number): number {
  let at = start + 1;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === QUOTE) return at + 1;
  }
  return text.length;
}

function endOfBare(text: string, start: number): number {
  let at = start + 1;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const ends =
      code === QUOTE ||
      code === COMMA ||
      code === COLON ||
      code === OPEN_OBJECT ||
      code === CLOSE_OBJECT ||
      code === OPEN_ARRAY ||
      code === CLOSE_ARRAY ||
      isSpace(code);
    if (ends) break;
  }
  return at;
}
