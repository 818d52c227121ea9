/** A number of bytes: `0 B`, `312 B`, `4.2 kB`, `50 MB`. Decimal units, as in HTTP tools. */
export function formatSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${digits(bytes / 1_000)} kB`;
  return `${digits(bytes / 1_000_000)} MB`;
}

function digits(value: number): string {
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
}
