/** Response times in milliseconds. Exact, from every response. */
export interface LatencySummary {
  readonly count: number;
  readonly min: number;
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** From `from` up to, and without, `to`, in milliseconds. */
export interface LatencyBucket {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Null if there are no values. */
export function summariseLatencies(values: readonly number[]): LatencySummary | null {
  const sorted = Float64Array.from(values).sort();
  const [min] = sorted;
  if (min === undefined) return null;
  return {
    count: sorted.length,
    min,
    mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
    p50: percentile(sorted, 50),
    p90: percentile(sorted, 90),
    p95: percentile(sorted, 95),
    p99: percentile(sorted, 99),
    max: percentile(sorted, 100),
  };
}

/** The nearest-rank percentile, always a value that occurred. @param sorted ascending, not empty. */
export function percentile(sorted: ArrayLike<number>, percent: number): number {
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length));
  return sorted[Math.min(rank, sorted.length) - 1] ?? Number.NaN;
}

/** Bounds from a tenth of a millisecond to hours, evenly spaced on a logarithmic scale. */
const BOUNDS: readonly number[] = [
  0,
  ...[-1, 0, 1, 2, 3, 4, 5, 6].flatMap((decade) =>
    [1, 1.5, 2, 3, 5, 7].map((step) => Number((step * 10 ** decade).toPrecision(6))),
  ),
];

/** Sorts values into fixed buckets, so that the chart stays stable as it grows. */
export function bucketLatencies(values: readonly number[]): LatencyBucket[] {
  const counts = BOUNDS.map(() => 0);
  for (const value of values) {
    const index = bucketIndex(value);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  const first = counts.findIndex((count) => count > 0);
  const last = counts.findLastIndex((count) => count > 0);
  if (first < 0) return [];
  return counts.slice(first, last + 1).map((count, offset) => ({
    from: BOUNDS[first + offset] ?? 0,
    to: BOUNDS[first + offset + 1] ?? Number.POSITIVE_INFINITY,
    count,
  }));
}

/** The last bound that the value is not below. */
function bucketIndex(value: number): number {
  let [low, high] = [0, BOUNDS.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((BOUNDS[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
