import { describe, expect, it } from 'vitest';
import { compareScopes, isScopeToken, parseScope } from '../../../../../shared/oauth/parameters/scope.ts';

describe('scope (RFC 6749 §3.3)', () => {
  it.each([
    ['read write', ['read', 'write']],
    ['read  write\nread ', ['read', 'write']],
    ['Read read', ['Read', 'read']],
    ['', []],
  ])('%j is read as %j', (text, scopes) => {
    expect(parseScope(text)).toEqual(scopes);
  });

  it.each([
    ['read', true],
    ['https://example.com/api.read', true],
    ['!#[]^~', true],
    ['', false],
    ['two words', false],
    ['quo"te', false],
    ['back\\slash', false],
    ['ü', false],
    ['tab\t', false],
    ['\x7f', false],
  ])('%j is a scope token: %s', (text, expected) => {
    expect(isScopeToken(text)).toBe(expected);
  });

  it.each([
    ['absent: as requested', ['a'], null, { granted: ['a'], missing: [], extra: [] }],
    ['in another order', ['a', 'b'], ['b', 'a'], { granted: ['b', 'a'], missing: [], extra: [] }],
    ['cut', ['a', 'b'], ['a'], { granted: ['a'], missing: ['b'], extra: [] }],
    ['wider', ['a'], ['a', 'c'], { granted: ['a', 'c'], missing: [], extra: ['c'] }],
    ['in another case', ['a'], ['A'], { granted: ['A'], missing: ['a'], extra: ['A'] }],
    ['none', ['a'], [], { granted: [], missing: ['a'], extra: [] }],
    ['none requested', [], ['a'], { granted: ['a'], missing: [], extra: ['a'] }],
  ])('granted %s', (_, requested, granted, expected) => {
    expect(compareScopes(requested, granted)).toEqual(expected);
  });
});
