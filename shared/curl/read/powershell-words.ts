import { markVariable } from '../write/shell-variables.ts';
import { CLOSING_QUOTES, LOST_CONTINUATION, Scanner, type ShellCommand } from './scanner.ts';

/** Splits one command as PowerShell does, up to the newline or operator that ends it. Never throws. */
export function readPowerShellCommand(text: string, start: number): ShellCommand {
  const scanner = new Scanner(text, start);
  const words: string[] = [];
  let word: string | null = null;
  let openQuote: string | null = null;
  const finish = () => {
    // Before PowerShell 7.3, a quote in an argument must be written as `\"`.
    if (word !== null) words.push(word.replaceAll('\\"', '"'));
    word = null;
  };

  while (!scanner.done) {
    if (scanner.match(/`[ \t]*\n(?:[ \t]*>> )?/y)) continue;
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
    if (word === null && scanner.match(/(?:\d|\*)?>{1,2}(?:&\d)?[ \t]*[^\s;|]*/y)) continue;
    if (scanner.match(/[;|)]+/y)) {
      finish();
      break;
    }
    const closing = CLOSING_QUOTES[scanner.peek()];
    if (closing) {
      scanner.take();
      const quoted = readQuoted(scanner, closing);
      word = (word ?? '') + quoted.text;
      openQuote ??= quoted.closed ? null : closing;
    } else {
      word = (word ?? '') + (readVariable(scanner) ?? readEscape(scanner) ?? scanner.take());
    }
  }
  finish();
  return { words, end: scanner.position, openQuote };
}

function readQuoted(scanner: Scanner, closing: string): { text: string; closed: boolean } {
  const expands = closing === '"' || closing === '”';
  let text = '';
  while (!scanner.done) {
    if (scanner.peek() === closing) {
      scanner.take();
      // A doubled quote is one literal quote.
      if (scanner.peek() !== closing) return { text, closed: true };
      text += scanner.take();
    } else if (expands) {
      text += readVariable(scanner) ?? readEscape(scanner) ?? scanner.take();
    } else {
      // Typographic quotes also end a string unless doubled; a single one was probably unintended.
      const quote = scanner.match(/([‘’‚‛])\1/y)?.[1];
      text += quote ?? scanner.take();
    }
  }
  return { text, closed: false };
}

function readVariable(scanner: Scanner): string | null {
  const match = scanner.match(/\$\{[^}\n]*\}|\$\([^)\n]*\)|\$(?:env:)?[A-Za-z_]\w*/iy);
  return match && markVariable(match[0].replace(/^\$\{(.*)\}$/, '$$$1'));
}

function readEscape(scanner: Scanner): string | null {
  const match = scanner.match(/`([^\n])/y);
  const letter = match?.[1];
  return letter === undefined ? null : (ESCAPES[letter] ?? letter);
}

const ESCAPES: Readonly<Partial<Record<string, string>>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
