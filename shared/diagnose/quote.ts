import { makeVisible } from '../text/visible-text.ts';

/** A text quoted for a sentence: one line, not too long. */
export function quote(text: string, limit = 160): string {
  const line = makeVisible(text.replace(/\s+/g, ' ').trim()).replaceAll('“', '‘').replaceAll('”', '’');
  return `“${line.length > limit ? `${line.slice(0, limit)}…` : line}”`;
}

/** More than enough to find the beginning of a page behind its styles. A body may have 50 MB, and patterns take their time. */
const LOOKED_AT = 50_000;

/** The beginning of a body as it looks to a person: an HTML page without its markup. */
export function quoteBody(body: string): string {
  const text = body.slice(0, LOOKED_AT);
  if (!/^\s*</.test(text)) return quote(shortenTokens(text));
  // A page mostly says its title again.
  const untitled = withoutMarkup(text.replace(/<title\b[\s\S]*?<\/title\s*>/gi, ' '));
  const shown = [untitled, withoutMarkup(text), text].find((candidate) => candidate.trim() !== '') ?? '';
  return quote(shortenTokens(shown));
}

function withoutMarkup(html: string): string {
  return html
    .replace(/<(style|script)\b[\s\S]*?(<\/\1\s*>|$)/gi, ' ')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&nbsp;/g, ' ');
}

/** A body that nobody could read may hold a token: what looks like one is cut to its beginning. */
function shortenTokens(text: string): string {
  return text.replace(/[A-Za-z0-9._~+/=-]{20,}/g, (run) =>
    /\d/.test(run) && /[A-Za-z]/.test(run) ? `${run.slice(0, 6)}…` : run,
  );
}

/** `a`, `a and b`, `a, b and c`. */
export function list(items: readonly string[], last = 'and'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}

/** The first ten, and how many more there are. */
export function listSome(items: readonly string[], last = 'and'): string {
  const some = items.slice(0, 10);
  return list(items.length > some.length ? [...some, `${items.length - some.length} more`] : some, last);
}

/** A duration in words: `0.5 seconds`, `20 seconds`, `5 minutes`, `3 hours`, `2 days`. */
export function duration(milliseconds: number): string {
  const exact = Math.abs(milliseconds) / 1000;
  // Of a few seconds the tenths matter: a limit of half a second is not one of a second.
  const seconds = exact < 10 ? Math.round(exact * 10) / 10 : Math.round(exact);
  const [amount, unit] =
    seconds < 120
      ? [seconds, 'second']
      : seconds < 7200
        ? [Math.round(seconds / 60), 'minute']
        : seconds < 172_800
          ? [Math.round(seconds / 3600), 'hour']
          : [Math.round(seconds / 86_400), 'day'];
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}

/** A point in time, in UTC, to the second. */
export function time(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? String(milliseconds) : date.toISOString().replace(/\.\d+Z$/, 'Z');
}
