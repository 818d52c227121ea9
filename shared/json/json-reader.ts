import { DEEPEST_JSON } from './parse-json.ts';

/** A position in a text, both from 1; `column` counts UTF-16 units. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** A JSON value with its position. */
export interface JsonNode {
  readonly value: unknown;
  /** Index of its first character. */
  readonly at: number;
  /** Of an array, in order; empty for other types. */
  readonly items: readonly JsonNode[];
  /** Of an object, by name; empty for other types. */
  readonly members: ReadonlyMap<string, JsonNode>;
}

const NO_MEMBERS: ReadonlyMap<string, JsonNode> = new Map();

export interface RepeatedName {
  readonly name: string;
  /** Index of its first character. */
  readonly at: number;
}

export type JsonReading =
  | {
      readonly ok: true;
      readonly node: JsonNode;
      /** Names that an object has already, in order: of several values the last counts. */
      readonly repeated: readonly RepeatedName[];
    }
  | { readonly ok: false; readonly at: number; readonly message: string };

/**
 * Parses JSON (RFC 8259) with positions, or reports where and why it is invalid: `JSON.parse` errors differ between
 * engines. Never throws.
 */
export function readJson(text: string): JsonReading {
  const reader = new Reader(text);
  try {
    return { ok: true, node: reader.readDocument(), repeated: reader.repeated };
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    return { ok: false, at: error.at, message: error.message };
  }
}

/** The value at a path of names and indices, or the closest one containing it. */
export function nodeAt(root: JsonNode, path: readonly PropertyKey[]): JsonNode {
  let node = root;
  for (const step of path) {
    const next = typeof step === 'number' ? node.items[step] : node.members.get(String(step));
    if (!next) return node;
    node = next;
  }
  return node;
}

/** Line and column of an index. */
export function positionAt(text: string, index: number): TextPosition {
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

class Mistake extends Error {
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** All but control characters, the quotation mark and the backslash, in runs (see duplicate-members.ts); or an escape. */
const STRING = /"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\uffff]*)*"/y;
const WORD = /true|false|null/y;

/** Mistakes that have a better name than what is missing. */
const COMMON_MISTAKES: readonly { before: RegExp; after: RegExp; message: string }[] = [
  {
    before: /(^|\n)$/,
    after: /^(<{7}|\|{7}|={7}|>{7})(\s|$)/,
    message: 'This is a conflict mark of git. Resolve the conflict first',
  },
  { before: /$/, after: /^\/[/*]/, message: 'Comments are not part of JSON' },
  { before: /,[ \t\n\r]*$/, after: /^[\]}]/, message: 'Remove the comma before this' },
];

class Reader {
  readonly repeated: RepeatedName[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  readDocument(): JsonNode {
    this.#skipSpace();
    const node = this.#readValue(0);
    this.#skipSpace();
    if (this.#at < this.#text.length) throw this.#mistake('Nothing may follow the value');
    return node;
  }

  #readValue(depth: number): JsonNode {
    const at = this.#at;
    if (depth > DEEPEST_JSON) throw this.#mistake('This is nested too deep');
    if (this.#take('[')) return this.#readArray(at, depth);
    if (this.#take('{')) return this.#readObject(at, depth);
    for (const token of [STRING, NUMBER, WORD]) {
      const found = this.#match(token);
      if (found !== null) return { at, value: JSON.parse(found) as unknown, items: [], members: NO_MEMBERS };
    }
    if (this.#text[at] === '"') throw this.#mistake('The text in quotes does not end, or has a wrong escape');
    throw this.#mistake(
      at < this.#text.length ? 'A value is expected here' : 'A value is missing at the end',
    );
  }

  #readArray(at: number, depth: number): JsonNode {
    const items: JsonNode[] = [];
    this.#skipSpace();
    if (!this.#take(']')) {
      do {
        this.#skipSpace();
        items.push(this.#readValue(depth + 1));
        this.#skipSpace();
      } while (this.#take(','));
      if (!this.#take(']')) throw this.#mistake('A comma or ] is expected here');
    }
    return { at, value: items.map(({ value }) => value), items, members: NO_MEMBERS };
  }

  #readObject(at: number, depth: number): JsonNode {
    const members = new Map<string, JsonNode>();
    this.#skipSpace();
    if (!this.#take('}')) {
      do {
        this.#skipSpace();
        const nameAt = this.#at;
        const string = this.#match(STRING);
        if (string === null) throw this.#mistake('A name in double quotes is expected here');
        const name = JSON.parse(string) as string;
        if (members.has(name)) this.repeated.push({ name, at: nameAt });
        this.#skipSpace();
        if (!this.#take(':')) throw this.#mistake('A colon is expected here');
        this.#skipSpace();
        members.set(name, this.#readValue(depth + 1));
        this.#skipSpace();
      } while (this.#take(','));
      if (!this.#take('}')) throw this.#mistake('A comma or } is expected here');
    }
    const values = [...members].map(([name, { value }]) => [name, value] as const);
    return { at, value: Object.fromEntries(values), items: [], members };
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    this.#at += found?.length ?? 0;
    return found;
  }

  #skipSpace(): void {
    this.#match(SPACE);
  }

  #mistake(message: string): Mistake {
    const common = COMMON_MISTAKES.find(({ before, after }) => {
      const rest = this.#text.slice(this.#at, this.#at + 10);
      return after.test(rest) && before.test(this.#text.slice(0, this.#at));
    });
    return new Mistake(this.#at, common?.message ?? message);
  }
}
