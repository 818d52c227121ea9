import { expect, test } from 'vitest';
import { formLines } from '../../../../renderer/exchange-view/preview/form-lines.ts';
import { maskText, type SensitiveText, secretSpan } from '../../../../shared/text/sensitive-text.ts';

const secret = secretSpan('CLIENT_SECRET', 'Secr3t%21', 'form');

test.each<[string, SensitiveText, [string, string | null][]]>([
  [
    'parameters',
    ['a=1&b=2'],
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  [
    'a secret value',
    ['a=1&client_secret=', secret, '&b=2'],
    [
      ['a', '1'],
      ['client_secret', '••••••••'],
      ['b', '2'],
    ],
  ],
  ['further equals signs in a value', ['a=b=c'], [['a', 'b=c']]],
  [
    'a name alone, an empty value, nothing between two separators',
    ['a&b=&&c=1'],
    [
      ['a', null],
      ['b', ''],
      ['', null],
      ['c', '1'],
    ],
  ],
  ['no body', [''], [['', null]]],
])('a form body is shown a parameter a line: %s', (_, body, expected) => {
  const lines = formLines(body).map(({ name, value }) => [maskText(name), value && maskText(value)]);
  expect(lines).toEqual(expected);
});

test('put together again, the lines are the body', () => {
  const body: SensitiveText = ['grant_type=client_credentials&client_secret=', secret, '&x==&&y'];
  const text = formLines(body)
    .map(({ name, value }) => maskText(name) + (value === null ? '' : `=${maskText(value)}`))
    .join('&');
  expect(text).toBe(maskText(body));
});
