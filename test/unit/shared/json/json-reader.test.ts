import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { positionAt, readJson } from '../../../../shared/json/json-reader.ts';

describe('reading JSON with its places', () => {
  it('accepts what JSON.parse accepts, with the same result', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom('', ' ', '\n\t'), (text, space) => {
        const read = readJson(`${space}${text}${space}`);
        expect(read.ok && read.node.value).toEqual(JSON.parse(text));
      }),
    );
  });

  it('rejects what JSON.parse rejects, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'[]{},:"\\tru19e- \n') }), (text) => {
        let parses = true;
        try {
          JSON.parse(text);
        } catch {
          parses = false;
        }
        expect(readJson(text).ok).toBe(parses);
      }),
      { numRuns: 500 },
    );
  });

  it('gives the names that an object has twice, and where', () => {
    const read = readJson('{"a": 1, "b": {"a": 2}, "\\u0061": 3, "c": [{"d": 1, "d": 1}]}');
    expect(read.ok && read.repeated).toEqual([
      { name: 'a', at: 24 },
      { name: 'd', at: 52 },
    ]);
  });

  it('gives the position of array elements', () => {
    const read = readJson('[ 1,\n  {"a": [2]} ]');
    expect(read.ok && read.node.items.map(({ at }) => at)).toEqual([2, 7]);
  });

  it.each([
    ['', 1, 1, 'A value is missing at the end'],
    ['[1 2]', 1, 4, 'A comma or ] is expected here'],
    ['{\n  "a" 1}', 2, 7, 'A colon is expected here'],
    ["{'a': 1}", 1, 2, 'A name in double quotes is expected here'],
    ['[1,\n]', 2, 1, 'Remove the comma before this'],
    ['{"a": 1,\n}', 2, 1, 'Remove the comma before this'],
    ['[,]', 1, 2, 'A value is expected here'],
    ['{\n// why\n}', 2, 1, 'Comments are not part of JSON'],
    ['{"a": 1 /* why */}', 1, 9, 'Comments are not part of JSON'],
    ...['<<<<<<< HEAD', '||||||| base', '=======', '>>>>>>> branch'].map(
      (mark): [string, number, number, string] => [
        `{"a": 1,\n${mark}\n"b": 2}`,
        2,
        1,
        'This is a conflict mark of git. Resolve the conflict first',
      ],
    ),
    ['["a]', 1, 2, 'The text in quotes does not end, or has a wrong escape'],
    ['{"a":1', 1, 7, 'A comma or } is expected here'],
    ['[] []', 1, 4, 'Nothing may follow the value'],
    ['['.repeat(300), 1, 202, 'This is nested too deep'],
  ])('%j is none, at %i:%i', (text, line, column, message) => {
    const read = readJson(text);
    if (read.ok) expect.fail('It was read.');
    expect({ ...positionAt(text, read.at), message: read.message }).toEqual({ line, column, message });
  });
});
