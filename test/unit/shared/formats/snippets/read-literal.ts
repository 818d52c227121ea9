/**
 * Readers of string literals, written from the languages' specifications and without knowledge of the code under
 * test: they stand in for a compiler where none is installed. Each throws for anything that is not one literal.
 */

interface Grammar {
  readonly quote: string;
  /** One-character escapes. */
  readonly simple: Readonly<Record<string, string>>;
  /** Escapes with digits: what begins one, and the text of the whole escape. */
  readonly coded: readonly (readonly [pattern: RegExp, unit: 'utf-16' | 'code point', radix: 8 | 16])[];
  /** Characters that may not stand there unescaped. */
  readonly forbidden: RegExp;
}

const LINE_BREAKS = /[\n\r]/;

const GRAMMARS = {
  /** Python Language Reference §2.4.1. */
  python: {
    quote: '"',
    simple: { '\\': '\\', '"': '"', n: '\n', r: '\r', t: '\t' },
    coded: [
      [/^u([0-9a-fA-F]{4})/, 'utf-16', 16],
      [/^U([0-9a-fA-F]{8})/, 'code point', 16],
    ],
    forbidden: LINE_BREAKS,
  },
  /** JLS §3.10.7, after the unicode escapes of §3.3 (see below). */
  java: {
    quote: '"',
    simple: { '\\': '\\', '"': '"', n: '\n', r: '\r', t: '\t' },
    coded: [[/^([0-3][0-7]{2})/, 'utf-16', 8]],
    forbidden: LINE_BREAKS,
  },
  /** ECMA-334 §6.4.5.6. */
  csharp: {
    quote: '"',
    simple: { '\\': '\\', '"': '"', n: '\n', r: '\r', t: '\t' },
    coded: [
      [/^u([0-9a-fA-F]{4})/, 'utf-16', 16],
      [/^U([0-9a-fA-F]{8})/, 'code point', 16],
    ],
    forbidden: /[\n\r\u0085\u2028\u2029]/,
  },
  /** The Go Programming Language Specification, "String literals". */
  go: {
    quote: '"',
    simple: { '\\': '\\', '"': '"', n: '\n', r: '\r', t: '\t' },
    coded: [
      [/^u((?![dD][89a-fA-F])[0-9a-fA-F]{4})/, 'code point', 16],
      [/^U([0-9a-fA-F]{8})/, 'code point', 16],
    ],
    forbidden: /[\n\r\0\ufeff]/,
  },
  /** PHP manual, "Double quoted"; `$` alone would begin a variable. */
  phpDouble: {
    quote: '"',
    simple: { '\\': '\\', '"': '"', $: '$', n: '\n', r: '\r', t: '\t' },
    coded: [[/^u\{([0-9a-fA-F]+)\}/, 'code point', 16]],
    forbidden: /\$/,
  },
} as const satisfies Record<string, Grammar>;

export function readPython(literal: string): string {
  return readLiteral(literal, GRAMMARS.python);
}

/** JLS §3.3: a unicode escape, its backslash preceded by an even number of them, is translated before anything else. */
export function readJava(source: string): string {
  const translated = source.replace(
    /(?<!\\)((?:\\\\)*)\\u+([0-9a-f]{4})/gi,
    (_, before: string, code: string) => {
      return before + String.fromCharCode(Number.parseInt(code, 16));
    },
  );
  return readLiteral(translated, GRAMMARS.java);
}

export function readCsharp(literal: string): string {
  return readLiteral(literal, GRAMMARS.csharp);
}

export function readGo(literal: string): string {
  return readLiteral(literal, GRAMMARS.go);
}

/** PHP manual, "Single quoted": `\'` and `\\`, and every other backslash is itself. */
export function readPhp(literal: string): string {
  if (literal.startsWith('"')) return readLiteral(literal, GRAMMARS.phpDouble);
  const content = /^'((?:[^'\\]|\\.)*)'$/s.exec(literal)?.[1];
  if (content === undefined) throw new Error(`Not one literal: ${literal}`);
  return content.replace(/\\([\\'])/g, '$1');
}

function readLiteral(literal: string, { quote, simple, coded, forbidden }: Grammar): string {
  if (literal.length < 2 || !literal.startsWith(quote)) throw new Error(`Not a literal: ${literal}`);
  let text = '';
  let index = 1;
  while (literal[index] !== quote) {
    const character = literal[index];
    if (character === undefined || forbidden.test(character))
      throw new Error(`Broken at ${index}: ${literal}`);
    if (character !== '\\') {
      text += character;
      index += 1;
      continue;
    }
    const read = readEscape(literal.slice(index + 1), simple, coded);
    text += read.text;
    index += 1 + read.length;
  }
  if (index !== literal.length - 1) throw new Error(`More than one literal: ${literal}`);
  return text;
}

function readEscape(
  rest: string,
  simple: Grammar['simple'],
  coded: Grammar['coded'],
): { text: string; length: number } {
  const known = simple[rest[0] ?? ''];
  if (known !== undefined) return { text: known, length: 1 };
  for (const [pattern, unit, radix] of coded) {
    const [whole, digits] = pattern.exec(rest) ?? [];
    if (whole === undefined || digits === undefined) continue;
    const code = Number.parseInt(digits, radix);
    return {
      text: unit === 'utf-16' ? String.fromCharCode(code) : String.fromCodePoint(code),
      length: whole.length,
    };
  }
  throw new Error(`Unknown escape: \\${rest.slice(0, 8)}`);
}
