import { type CurlOption, longOption, shortOption } from './curl-options.ts';

/** An option with its value, or a bare word (a URL). */
export type ReadOption =
  | { readonly kind: 'option'; readonly written: string; readonly option: CurlOption; readonly value: string }
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'unknown'; readonly written: string }
  | { readonly kind: 'no-value'; readonly written: string };

/** Parses the words after `curl`: `--name value`, `--name=value`, `-x value`, `-xvalue`, `-skX POST`. Never throws. */
export function readOptions(words: readonly string[]): ReadOption[] {
  const result: ReadOption[] = [];
  const rest = words.map(straightDashes);
  const takeValue = (written: string, option: CurlOption, attached: string | null) => {
    const value = attached ?? (option.takesValue ? rest.shift() : '');
    result.push(
      value === undefined ? { kind: 'no-value', written } : { kind: 'option', written, option, value },
    );
  };

  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--' || word === '-' || !word.startsWith('-')) {
      if (word !== '--') result.push({ kind: 'word', text: word });
    } else if (word.startsWith('--')) {
      readLong(word, takeValue, result);
    } else {
      readShort(word.slice(1), takeValue, result);
    }
  }
  return result;
}

type TakeValue = (written: string, option: CurlOption, attached: string | null) => void;

function readLong(word: string, takeValue: TakeValue, result: ReadOption[]): void {
  // curl does not accept `=`, but people and generators write it.
  const [, name = '', attached = null] = /^--([^=]+)(?:=([\s\S]*))?$/.exec(word) ?? [];
  const option = longOption(name);
  if (option) takeValue(`--${name}`, option, option.takesValue ? attached : null);
  else if (!(name.startsWith('no-') && longOption(name.slice(3))))
    result.push({ kind: 'unknown', written: `--${name}` });
}

function readShort(letters: string, takeValue: TakeValue, result: ReadOption[]): void {
  for (let index = 0; index < letters.length; index += 1) {
    const letter = letters[index] ?? '';
    const option = shortOption(letter);
    if (!option) {
      result.push({ kind: 'unknown', written: `-${letter}` });
    } else if (option.takesValue) {
      const attached = letters.slice(index + 1);
      takeValue(`-${letter}`, option, attached === '' ? null : attached);
      return;
    } else {
      takeValue(`-${letter}`, option, null);
    }
  }
}

/** Word processors turn two dashes into one long dash. */
function straightDashes(word: string): string {
  return word.replace(/^[–—−](?=[A-Za-z])/, word.length > 2 ? '--' : '-');
}
