import { markVariable } from '../write/shell-variables.ts';
import { CLOSING_QUOTES, LOST_CONTINUATION, Scanner, type ShellCommand } from './scanner.ts';

/** Splits one command as bash, zsh and sh do, up to the newline or operator that ends it. Never throws. */
export function readBashCommand(text: string, start: number): ShellCommand {
  const scanner = new Scanner(text, start);
  const words: string[] = [];
  let word: string | null = null;
  let openQuote: string | null = null;
  let stdin: string | null = null;
  let document: HereDocument | null = null;
  const finish = () => {
    if (word !== null) words.push(word);
    word = null;
  };

  while (!scanner.done) {
    if (scanner.match(CONTINUATION)) continue;
    if (scanner.peek() === '\n') {
      finish();
      if (scanner.match(LOST_CONTINUATION)) continue;
      break;
    }
    if (scanner.match(/\s+/y)) {
      finish();
      continue;
    }
    if (word === null && scanner.match(/#[^\n]*/y)) continue;
    if (scanner.match(/<<<[ \t]*/y)) {
      finish();
      stdin = `${readWord(scanner)}\n`;
      continue;
    }
    const opening = scanner.match(/<<(-?)[ \t]*(?:'([^'\n]+)'|"([^"\n]+)"|\\?([\w.]+))/y);
    if (opening) {
      finish();
      const [text, dash, single, double, bare = ''] = opening;
      document = {
        delimiter: single ?? double ?? bare,
        indented: dash === '-',
        literal: /['"\\]/.test(text),
      };
      continue;
    }
    // `2>&1`, `> file`: ignore output redirection.
    if (scanner.match(word === null ? /\d?[<>]{1,2}&?[ \t]*[^\s;&|]*/y : /[<>]{1,2}&?[ \t]*[^\s;&|]*/y))
      continue;
    if (scanner.match(/[;&|)]+/y)) {
      finish();
      break;
    }
    const part = readPart(scanner);
    word = (word ?? '') + part.text;
    openQuote ??= part.openQuote;
  }
  finish();
  if (document) stdin = readHereDocument(scanner, document);
  return { words, end: scanner.position, openQuote, stdin };
}

/** `<<END`: the lines after the command, up to a line containing only `END`. */
interface HereDocument {
  readonly delimiter: string;
  /** `<<-`: ignores leading tabs. */
  readonly indented: boolean;
  /** Quoted delimiter: no variable expansion. */
  readonly literal: boolean;
}

function readHereDocument(scanner: Scanner, { delimiter, indented, literal }: HereDocument): string {
  // Other words on the line, for example a pipe.
  scanner.match(/[^\n]*\n?/y);
  let text = '';
  while (!scanner.done) {
    const [, line = ''] = scanner.match(/([^\n]*)\n?/y) ?? [];
    const content = indented ? line.replace(/^\t+/, '') : line;
    if (content === delimiter) break;
    text += `${content}\n`;
  }
  return literal ? text : expand(text);
}

function expand(text: string): string {
  const scanner = new Scanner(text);
  let expanded = '';
  while (!scanner.done) {
    const escaped = scanner.match(/\\(?:([$`\\])|\n)/y);
    if (escaped) expanded += escaped[1] ?? '';
    else expanded += readVariable(scanner) ?? scanner.take();
  }
  return expanded;
}

function readWord(scanner: Scanner): string {
  let word = '';
  while (!scanner.done && !/[\s;&|)<>]/.test(scanner.peek())) word += readPart(scanner).text;
  return word;
}

/**
 * A backslash at the end of a line. Trailing spaces are a common mistake; `> ` on the next line is the shell's prompt.
 */
const CONTINUATION = /\\[ \t]*\n(?:[ \t]*> )?/y;

interface Part {
  readonly text: string;
  readonly openQuote: string | null;
}

function readPart(scanner: Scanner): Part {
  if (scanner.match(/\$'/y)) return readAnsiC(scanner);
  scanner.match(/\$(?=")/y);
  const variable = readVariable(scanner);
  if (variable !== null) return { text: variable, openQuote: null };
  const character = scanner.take();
  if (character === '\\') return { text: scanner.take(), openQuote: null };
  const closing = CLOSING_QUOTES[character];
  if (!closing) return { text: character, openQuote: null };
  return closing === "'" || closing === '’' ? readSingle(scanner, closing) : readDouble(scanner, closing);
}

function readSingle(scanner: Scanner, closing: string): Part {
  const end = scanner.text.indexOf(closing, scanner.position);
  const text = scanner.text.slice(scanner.position, end < 0 ? undefined : end);
  scanner.position = end < 0 ? scanner.text.length : end + 1;
  return { text, openQuote: end < 0 ? closing : null };
}

function readDouble(scanner: Scanner, closing: string): Part {
  let text = '';
  while (!scanner.done) {
    if (scanner.peek() === closing) {
      scanner.take();
      return { text, openQuote: null };
    }
    // In double quotes, a backslash escapes only these four and the newline.
    const escaped = scanner.match(/\\(?:([$`"\\])|\n)/y);
    if (escaped) text += escaped[1] ?? '';
    else text += readVariable(scanner) ?? scanner.take();
  }
  return { text, openQuote: closing };
}

/** `$NAME`, `${NAME}`, `${NAME:-x}`, `$(command)` or `` `command` ``, marked as unresolved; null if there is none. */
function readVariable(scanner: Scanner): string | null {
  const match = scanner.match(/\$[A-Za-z_]\w*|\$\{[^}\n]*\}|\$\([^)\n]*\)|`[^`\n]*`|\$[0-9@*?!#]/y);
  return match && markVariable(match[0].replace(/^\$\{(\w+)\}$/, '$$$1'));
}

/** `$'…'`: C escapes. */
function readAnsiC(scanner: Scanner): Part {
  let text = '';
  while (!scanner.done) {
    const character = scanner.take();
    if (character === "'") return { text, openQuote: null };
    text += character === '\\' ? readAnsiCEscape(scanner) : character;
  }
  return { text, openQuote: "$'" };
}

function readAnsiCEscape(scanner: Scanner): string {
  const code =
    scanner.match(/x([0-9A-Fa-f]{1,2})/y) ??
    scanner.match(/u([0-9A-Fa-f]{1,4})/y) ??
    scanner.match(/U([0-9A-Fa-f]{1,8})/y);
  if (code) return codePoint(Number.parseInt(code[1] ?? '', 16));
  const octal = scanner.match(/[0-7]{1,3}/y);
  if (octal) return codePoint(Number.parseInt(octal[0], 8));
  const letter = scanner.take();
  return ANSI_C[letter] ?? (/['"\\?]/.test(letter) ? letter : `\\${letter}`);
}

const ANSI_C: Readonly<Partial<Record<string, string>>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function codePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
}
