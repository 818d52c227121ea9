import { describe, expect, it } from 'vitest';
import { HOSTILE_BODIES, purposeOf } from '../../fixtures/hostile-bodies.ts';
import { readResponse } from './read-response.ts';

/** Milliseconds, for a busy machine: quadratic time would be minutes. What it takes is measured in test/bench/hostile-bodies.mjs. */
const HANG = 20_000;

describe('the longest body that is parsed neither crashes nor hangs what reads it', () => {
  it.each(HOSTILE_BODIES)('%s', (_, body) => {
    const begun = performance.now();
    const said = readResponse(purposeOf(body), body);
    expect(performance.now() - begun).toBeLessThan(HANG);
    // However long the body is, what is said about it can be read.
    expect(JSON.stringify(said).length).toBeLessThan(20_000);
  });
});
