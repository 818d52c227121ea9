import { describe, expect, it } from 'vitest';
import { readImport } from '../../../../shared/formats/read-import.ts';
import { parseJsonFile } from '../../../../shared/json/parse-json-file.ts';

describe('a JSON file', () => {
  it.each([
    ['{"a":1}', { ok: true, value: { a: 1 } }],
    ['\ufeff[]', { ok: true, value: [] }],
    ['null', { ok: true, value: null }],
    ['{\n  "a" 1}', { ok: false, error: 'Line 2, column 7: A colon is expected here.' }],
    ['', { ok: false, error: 'Line 1, column 1: A value is missing at the end.' }],
  ])('%j', (text, reading) => {
    expect(parseJsonFile(text)).toEqual(reading);
  });

  it('reports an error near a secret without quoting it', () => {
    const reading = parseJsonFile('{"secret":"Secr3t!" "a":1}');
    expect(JSON.stringify(reading)).not.toContain('Secr3t!');
    expect(reading.ok).toBe(false);
  });

  it.each([
    ['a collection', (deep: string) => `{"info":{},"variable":[{"key":"a","value":"b"}],"x":${deep}}`],
    ['what Postman’s API wraps', (deep: string) => `{"collection":{"info":{}},"x":${deep}}`],
    ['a HAR file', (deep: string) => `{"log":{"entries":[],"x":${deep}}}`],
  ])('nested too deep is refused: %s', (_, file) => {
    const reading = readImport(file(`${'['.repeat(100_000)}${']'.repeat(100_000)}`));
    expect(reading).toMatchObject({
      ok: false,
      error: { detail: expect.stringContaining('nested too deep') },
    });
  });
});
