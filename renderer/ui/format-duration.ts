import { localFormat } from './locale.ts';

const oneDecimal = localFormat(
  (locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
);

/** A duration as a person says it: `870 ms`, `2.4 s`, `4 min 12 s`, `3 h 5 min`, `2 d 4 h`. */
export function formatDuration(ms: number): string {
  if (ms < 1) return `${ms <= 0 ? 0 : oneDecimal().format(ms)} ms`;
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${ms < 10_000 ? oneDecimal().format(ms / 1_000) : Math.round(ms / 1_000)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 3_600) return pair(seconds, 60, 'min', 's');
  const minutes = Math.round(seconds / 60);
  if (minutes < 1_440) return pair(minutes, 60, 'h', 'min');
  return pair(Math.round(minutes / 60), 24, 'd', 'h');
}

function pair(amount: number, base: number, unit: string, rest: string): string {
  const remainder = amount % base;
  const whole = `${Math.floor(amount / base)} ${unit}`;
  return remainder === 0 ? whole : `${whole} ${remainder} ${rest}`;
}

/** Time left on a clock face: `4:59`, `1:02:03`; from two days on without a clock, `30 d`, `12 y`. */
export function formatCountdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  const days = Math.floor(seconds / 86_400);
  if (days >= 1_000) return `${Math.floor(days / 365)} y`;
  if (days >= 2) return `${days} d`;
  const tail = `${String(Math.floor(seconds / 60) % 60).padStart(seconds >= 3_600 ? 2 : 1, '0')}:${String(seconds % 60).padStart(2, '0')}`;
  return seconds >= 3_600 ? `${Math.floor(seconds / 3_600)}:${tail}` : tail;
}
