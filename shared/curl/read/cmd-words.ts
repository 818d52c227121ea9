import { markVariable } from '../write/shell-variables.ts';
import { LOST_CONTINUATION, Scanner, type ShellCommand } from './scanner.ts';

/**
 * Splits one command as Windows does: first cmd.exe removes carets and finds the command's end, then the C runtime
 * splits the line into words. Never throws.
 */
export function readCmdCommand(text: string, start: number): ShellCommand {
  const { line, end } = readLine(text, start);
  return { ...splitArguments(line), end };
}

/** cmd.exe: `^` escapes the next character and continues the line; inside quotes it is literal. */
function readLine(text: string, start: number): { line: string; end: number } {
  const scanner = new Scanner(text, start);
  let line = '';
  let quoted = false;
  while (!scanner.done) {
    if (!quoted && scanner.match(/\^[ \t]*\n/y)) continue;
    if (scanner.peek() === '\n') {
      if (!scanner.match(LOST_CONTINUATION)) break;
      line += ' ';
      quoted = false;
      continue;
    }
    if (!quoted && scanner.match(/\^(?=[^\n])/y)) {
      line += scanner.take();
      continue;
    }
    if (!quoted && /[&|]/.test(scanner.peek())) {
      scanner.take();
      break;
    }
    const variable = scanner.match(/%[A-Z_][A-Z0-9_]{2,}%/y);
    if (variable) {
      line += markVariable(variable[0]);
      continue;
    }
    if (scanner.peek() === '"') quoted = !quoted;
    line += scanner.take();
  }
  return { line, end: scanner.position };
}

/** C runtime rules: backslashes are special only before a quote; inside quotes `""` is one quote. */
function splitArguments(line: string): Pick<ShellCommand, 'words' | 'openQuote'> {
  const scanner = new Scanner(line);
  const words: string[] = [];
  let word: string | null = null;
  let quoted = false;
  while (!scanner.done) {
    const escaped = scanner.match(/(\\*)\\"/y);
    if (escaped) {
      // 2n+1 backslashes before a quote: n backslashes and a literal quote. 2n: n backslashes, and the quote is a
      // delimiter.
      const count = escaped[0].length - 1;
      word = (word ?? '') + '\\'.repeat(Math.floor(count / 2));
      if (count % 2 === 1) word += '"';
      else scanner.position -= 1;
      continue;
    }
    if (quoted && scanner.match(/""/y)) {
      word = `${word ?? ''}"`;
    } else if (scanner.peek() === '"') {
      scanner.take();
      quoted = !quoted;
      word ??= '';
    } else if (!quoted && scanner.match(/\s+/y)) {
      if (word !== null) words.push(word);
      word = null;
    } else {
      word = (word ?? '') + scanner.take();
    }
  }
  if (word !== null) words.push(word);
  return { words, openQuote: quoted ? '"' : null };
}
