import { expect, test } from 'vitest';
import { prettyJson } from '../../../../renderer/ui/code-view/pretty-json.ts';

test.each([
  ['an object', '{"a":1,"b":[1,2]}', '{\n  "a": 1,\n  "b": [\n    1,\n    2\n  ]\n}'],
  ['empty containers', '{"a":{},"b":[ ]}', '{\n  "a": {},\n  "b": []\n}'],
  ['a bare value', ' "x" ', '"x"'],
  [
    'numbers beyond a double',
    '{"id":12345678901234567890,"x":1.10}',
    '{\n  "id": 12345678901234567890,\n  "x": 1.10\n}',
  ],
  ['duplicate members', '{"a":1,"a":2}', '{\n  "a": 1,\n  "a": 2\n}'],
  [
    'escapes and punctuation in strings',
    '{"a":"{\\"b\\":[1,2]}, \\u00e9"}',
    '{\n  "a": "{\\"b\\":[1,2]}, \\u00e9"\n}',
  ],
])('%s is laid out without touching its tokens', (_, text, expected) => {
  expect(prettyJson(text)).toBe(expected);
});

test.each(['', '<html>', '{"a":}', 'access_token=x'])('%j is not JSON', (text) => {
  expect(prettyJson(text)).toBeNull();
});

test('keeps extremely nested JSON unformatted: its indentation alone would fill the memory', () => {
  expect(prettyJson(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toBeNull();
});
