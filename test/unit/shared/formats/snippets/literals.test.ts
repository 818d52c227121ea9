// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of other languages, as data.
import { runInThisContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  csharpString,
  goString,
  javaString,
  javascriptString,
  phpString,
  pythonString,
} from '../../../../../shared/formats/snippets/literals.ts';
import { readCsharp, readGo, readJava, readPhp, readPython } from './read-literal.ts';

const LANGUAGES = [
  ['JavaScript', javascriptString, (literal: string) => runInThisContext(literal) as string],
  ['Python', pythonString, readPython],
  ['Java', javaString, readJava],
  ['C#', csharpString, readCsharp],
  ['Go', goString, readGo],
  ['PHP', phpString, readPhp],
] as const;

/** Pieces that mean something to one of the languages, in any order, among any characters. */
const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...['"', "'", '`', '\\', '\\\\', '$', '${x}', '#{x}', '{$x}', '\\u0041', '\\u000a', '\\x41', '\\101'],
        ...['\n', '\r\n', '\t', '\0', '\u001b', '\u007f', '\u0085', '\u00a0', '\u2028', '\u202e', '\ufeff'],
        ...[
          'é',
          '€',
          '😀',
          '\u{e0001}',
          '%s',
          '{{x}}',
          '{0}',
          '<?php',
          '?>',
          '*/',
          '//',
          '</script>',
          'n',
          '0',
          'u',
        ],
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.string({
        unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
        maxLength: 3,
      }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));

describe.each(LANGUAGES)('a string literal of %s', (_, write, read) => {
  it('evaluates to the original text, except lone surrogates', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(read(write(text))).toBe(text.replace(/\p{Surrogate}/gu, '\ufffd'));
      }),
      { numRuns: 2000 },
    );
  });

  it('stays in one line and shows no character that hides or reorders text', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(write(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
      { numRuns: 1000 },
    );
  });
});

it.each([
  ['JavaScript', javascriptString, "'it\\'s $5 “é” 😀\\n'"],
  ['Python', pythonString, '"it\'s $5 “é” 😀\\n"'],
  ['Java', javaString, '"it\'s $5 \\u201c\\u00e9\\u201d \\ud83d\\ude00\\n"'],
  ['C#', csharpString, '"it\'s $5 “é” 😀\\n"'],
  ['Go', goString, '"it\'s $5 “é” 😀\\n"'],
  ['PHP', phpString, '"it\'s \\$5 “é” 😀\\n"'],
] as const)('%s keeps what is readable', (_, write, literal) => {
  expect(write('it’s $5 “é” 😀\n'.replace('’', "'"))).toBe(literal);
});

it('PHP prefers single quotes, where $ is literal', () => {
  expect(phpString("it's $x \\ {$y}")).toBe("'it\\'s $x \\\\ {$y}'");
});
