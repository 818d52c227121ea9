import { describe, expect, it } from 'vitest';
import { openReferenceAt, variablesFor } from '../../../../shared/variables/open-reference.ts';
import { someVariables } from './some-variables.ts';

/** The caret is where the bar is. */
function at(marked: string) {
  const caret = marked.indexOf('|');
  return openReferenceAt(marked.replace('|', ''), caret);
}

describe('a reference that is being typed', () => {
  it.each([
    ['{{|', { from: 0, to: 2, typed: '' }],
    ['https://{{ho|', { from: 8, to: 12, typed: 'ho' }],
    ['https://{{ho|/token', { from: 8, to: 12, typed: 'ho' }],
    ['{{ a.b-c_1|', { from: 0, to: 10, typed: 'a.b-c_1' }],
    ['{{a}}{{b|', { from: 5, to: 8, typed: 'b' }],
    ['{{{a|', { from: 1, to: 4, typed: 'a' }],
    ['two backslashes \\\\{{a|', { from: 18, to: 21, typed: 'a' }],
    ['what is there already goes with it: {{ho|st }}/x', { from: 36, to: 45, typed: 'ho' }],
    [`${'x'.repeat(1000)}{{a|`, { from: 1000, to: 1003, typed: 'a' }],
  ])('%s', (marked, expected) => {
    expect(at(marked)).toEqual(expected);
  });

  it.each(['|', '{|', '|{{', '{{a}}|', '{{a}|', '{{a b|', '\\{{a|', '{{ä|', '{|{a}}'])('not %s', (marked) => {
    expect(at(marked)).toBeNull();
  });
});

describe('what it may become', () => {
  const variables = someVariables({ 'auth.host': 'a', host: 'b', 'no name': 'c', tenant: 'd' }, [
    'hosts_key',
  ]);
  const names = (typed: string, secrets: 'allowed' | 'not-here' = 'allowed') =>
    variablesFor({ from: 0, to: 0, typed }, variables, secrets).map(({ name }) => name);

  it('those that begin so come first', () => {
    expect(names('HOST')).toEqual(['host', 'hosts_key', 'auth.host']);
  });

  it('all variables, if nothing is typed yet', () => {
    expect(names('')).toEqual(['auth.host', 'host', 'tenant', 'hosts_key']);
  });

  it('no secret where none is allowed', () => {
    expect(names('host', 'not-here')).toEqual(['host', 'auth.host']);
  });

  it('nothing', () => {
    expect(names('x')).toEqual([]);
  });
});
