import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketLatencies, percentile, summariseLatencies } from '../../../../shared/repeat/latency.ts';

describe('percentiles by the nearest rank', () => {
  // The worked example of the method: five values, so each is a fifth of them.
  const five = [15, 20, 35, 40, 50];
  it.each([
    [5, 15],
    [20, 15],
    [21, 20],
    [40, 20],
    [50, 35],
    [99, 50],
    [100, 50],
  ])('p%i of 15 20 35 40 50 is %i', (percent, expected) => {
    expect(percentile(five, percent)).toBe(expected);
  });

  it('of a hundred the 99th is the 99th', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(summariseLatencies(hundred)).toEqual({
      count: 100,
      min: 1,
      mean: 50.5,
      p50: 50,
      p90: 90,
      p95: 95,
      p99: 99,
      max: 100,
    });
  });

  it('one slow response of a thousand affects only the maximum', () => {
    const values = [...Array.from({ length: 999 }, () => 2), 5_000];
    expect(summariseLatencies(values)).toMatchObject({ p50: 2, p99: 2, max: 5_000 });
  });

  it('without a value there are none', () => {
    expect(summariseLatencies([])).toBeNull();
    expect(bucketLatencies([])).toEqual([]);
  });
});

const latencies = fc.array(fc.double({ min: 0, max: 3_600_000, noNaN: true }), {
  minLength: 1,
  maxLength: 300,
});

describe('whatever the values', () => {
  it('each percentile is one of them, in order, and as many are not above it as it says', () => {
    fc.assert(
      fc.property(latencies, (values) => {
        const summary = summariseLatencies(values) ?? expect.fail();
        const { min, p50, p90, p95, p99, max } = summary;
        const inOrder = [min, p50, p90, p95, p99, max];
        expect([...inOrder].sort((one, other) => one - other)).toEqual(inOrder);
        for (const [percent, value] of [
          [50, p50],
          [90, p90],
          [95, p95],
          [99, p99],
        ] as const) {
          expect(values).toContain(value);
          const notAbove = values.filter((each) => each <= value).length;
          expect(notAbove / values.length).toBeGreaterThanOrEqual(percent / 100);
        }
      }),
    );
  });

  it('each is in one bucket, and that bucket holds it', () => {
    fc.assert(
      fc.property(latencies, (values) => {
        const buckets = bucketLatencies(values);
        expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
        for (const { from, to, count } of buckets) {
          expect(values.filter((value) => value >= from && value < to)).toHaveLength(count);
        }
      }),
    );
  });
});
