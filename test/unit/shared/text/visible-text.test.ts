import { describe, expect, it } from 'vitest';
import { makeLinesVisible, makeVisible } from '../../../../shared/text/visible-text.ts';

describe('invisible characters', () => {
  it.each([
    ['\u202e', '\\u202E'],
    ['\u2066', '\\u2066'],
    ['\u061c', '\\u061C'],
    ['\u200b', '\\u200B'],
    ['\ufeff', '\\uFEFF'],
    ['\x1b', '\\u001B'],
    ['\u{e0041}', '\\u{E0041}'],
    ['\u2028', '\\u2028'],
  ])('%j is written out', (character, shown) => {
    expect(makeVisible(`a${character}b`)).toBe(`a${shown}b`);
    expect(makeLinesVisible(`a${character}b`)).toBe(`a${shown}b`);
  });

  it('line breaks and tabs are written out in one line, and stay in several', () => {
    expect(makeVisible('a\tb\r\nc')).toBe('a\\u0009b\\u000D\\u000Ac');
    expect(makeLinesVisible('a\tb\r\nc')).toBe('a\tb\r\nc');
  });

  it('letters of every script stay as they are', () => {
    for (const text of ['café', 'עברית', 'العربية', '日本語', 'नमस्ते', '👍'])
      expect(makeVisible(text)).toBe(text);
  });
});
