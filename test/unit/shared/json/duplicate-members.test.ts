import { expect, it } from 'vitest';
import { duplicateMembers } from '../../../../shared/json/duplicate-members.ts';

it.each([
  ['{}', []],
  ['{"a":1,"b":2}', []],
  ['{"a":1,"a":2,"a":3}', ['a']],
  ['{"a":1,"\\u0061":2}', ['a']],
  ['{"a":{"b":1,"b":2},"c":[{"d":1},{"d":2}]}', []],
  ['{"a":"b\\":{","b":"a"}', []],
  ['{"x":["a","a"],"a":":"}', []],
])('%s', (text, names) => {
  expect(duplicateMembers(text)).toEqual(names);
});

it('parses strings as long as a response may contain', () => {
  const long = 'x'.repeat(20_000_000);
  expect(duplicateMembers(`{"a":"${long}","a":1}`)).toEqual(['a']);
});
