import { describe, expect, it } from 'vitest';
import {
  isVariableName,
  parseTemplate,
  referencesIn,
  renameReferences,
} from '../../../../shared/variables/references.ts';

/** Names in brackets, text as it is. */
function read(text: string): (string | [string])[] {
  return parseTemplate(text).map((part) => (typeof part === 'string' ? part : [part.name]));
}

describe('reading {{name}}', () => {
  it.each<[string, string, (string | [string])[]]>([
    ['nothing', '', []],
    ['text alone', 'read', ['read']],
    ['one alone', '{{tenant}}', [['tenant']]],
    ['one within text', 'https://{{host}}/t', ['https://', ['host'], '/t']],
    ['two beside each other', '{{a}}{{b}}', [['a'], ['b']]],
    ['spaces within the braces', '{{ a }}', [['a']]],
    ['every character of a name', '{{_a.B-9}}', [['_a.B-9']]],
    ['braces of JSON', '{"a":{"b":{}}}', ['{"a":{"b":{}}}']],
    ['a reference within JSON', '{"a":{"b":"{{x}}"}}', ['{"a":{"b":"', ['x'], '"}}']],
    ['braces around a reference', '{{{x}}}', ['{', ['x'], '}']],
    ['a name that is none', '{{9}} {{a b}} {{}} {{$guid}}', ['{{9}} {{a b}} {{}} {{$guid}}']],
    ['an end that is missing', '{{a', ['{{a']],
    ['a line break within', '{{a\n}}', ['{{a\n}}']],
    ['escaped', '\\{{a}}', ['{{a}}']],
    ['escaped and not', '\\{{a}}{{a}}', ['{{a}}', ['a']]],
    ['after two backslashes', '\\\\{{a}}', ['\\\\', ['a']]],
    ['after three backslashes', '\\\\\\{{a}}', ['\\\\{{a}}']],
    ['a backslash elsewhere', 'C:\\x \\{a', ['C:\\x \\{a']],
  ])('%s', (_, text, parts) => {
    expect(read(text)).toEqual(parts);
  });

  it('names each once', () => {
    expect(referencesIn('{{a}} {{b}} {{a}} \\{{c}}')).toEqual(['a', 'b']);
  });
});

describe('renaming a variable', () => {
  it.each([
    ['{{a}}/{{ a }}/{{ab}}', '{{z}}/{{z}}/{{ab}}'],
    ['\\{{a}} \\\\{{a}}', '\\{{a}} \\\\{{z}}'],
    ['a', 'a'],
  ])('%s', (text, renamed) => {
    expect(renameReferences(text, 'a', 'z')).toBe(renamed);
  });
});

it.each([
  ['tenant', true],
  ['client.id-2', true],
  ['_', true],
  ['2nd', false],
  ['with space', false],
  ['', false],
  ['a'.repeat(101), false],
])('%s as a name', (name, valid) => {
  expect(isVariableName(name)).toBe(valid);
});
