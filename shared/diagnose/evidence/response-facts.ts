import { looksLikeHtml, mediaType, responseHeader } from '../../http/response.ts';
import { duration } from '../quote.ts';
import type { Evidence } from './evidence.ts';

/** The first value of a response header, or null. */
export function header(facts: Evidence, name: string): string | null {
  return responseHeader(facts.exchange.response?.headers ?? [], name);
}

export function contentType(facts: Evidence): string | null {
  return mediaType(facts.exchange.response?.headers ?? []);
}

/** Whether the answer is a web page. */
export function isHtml(facts: Evidence): boolean {
  return looksLikeHtml(facts.text, header(facts, 'content-type'));
}

/** How long `Retry-After` asks to wait, in words; it has seconds or a date (RFC 9110 §10.2.3). */
export function waitOf(facts: Evidence): string {
  const value = header(facts, 'retry-after')?.trim() ?? '';
  if (/^\d+$/.test(value)) return duration(Number(value) * 1000);
  const until = Date.parse(value);
  if (!Number.isNaN(until)) return duration(Math.max(until - facts.now, 1000));
  const reset = limitReset(facts);
  if (reset === null) return 'a while';
  return duration(
    reset.seconds < A_MOMENT ? reset.seconds * 1000 : Math.max(reset.seconds * 1000 - facts.now, 1000),
  );
}

/** Seconds: what is more is no wait, but a point in time, counted since 1970. */
const A_MOMENT = 1_000_000_000;

/** When a limit is lifted, as servers say without Retry-After: in so many seconds, or at a time. */
function limitReset(facts: Evidence): { readonly name: string; readonly seconds: number } | null {
  for (const name of ['RateLimit-Reset', 'X-RateLimit-Reset', 'X-Rate-Limit-Reset']) {
    const value = header(facts, name)?.trim() ?? '';
    if (/^\d{1,12}$/.test(value)) return { name, seconds: Number(value) };
  }
  return null;
}
