import { formatDuration } from './format-duration.ts';
import { useNow } from './use-now.ts';

/** The time since a moment, counting. */
export function Stopwatch({ since }: { readonly since: number }) {
  const now = useNow(100);
  const passed = Math.max(0, now - since);
  return (
    <span style={{ fontVariantNumeric: 'tabular-nums' }}>
      {formatDuration(Math.floor(passed / 100) * 100)}
    </span>
  );
}
