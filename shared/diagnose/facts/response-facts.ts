import { looksLikeHtml, mediaType, responseHeader } from '../../http/response.ts';
import { duration } from '../quote.ts';
import type { Facts } from './facts.ts';

/** The first value of a response header, or null. */
export function header(facts: Facts, name: string): string | null {
  return responseHeader(facts.exchange.response?.headers ?? [], name);
}

export function contentType(facts: Facts): string | null {
  return mediaType(facts.exchange.response?.headers ?? []);
}

/** Whether the answer is a web page. */
export function isHtml(facts: Facts): boolean {
  return looksLikeHtml(facts.text, header(facts, 'content-type'));
}

/** Whether the answer is a page that asks a person to sign in. */
export function isLoginPage(facts: Facts): boolean {
  return isHtml(facts) && /<input[^>]+type=["']?password|<form[^>]+(log-?in|sign-?in)/i.test(facts.text);
}

/** What the page calls itself, or null. */
export function pageTitle({ text }: Facts): string | null {
  return /<title[^>]*>([^<]*)/i.exec(text)?.[1]?.trim() || null;
}

/** How long `Retry-After` asks to wait, in words; it has seconds or a date (RFC 9110 §10.2.3). */
export function waitOf(facts: Facts): string {
  const value = header(facts, 'retry-after')?.trim() ?? '';
  if (/^\d+$/.test(value)) return duration(Number(value) * 1000);
  const until = Date.parse(value);
  return Number.isNaN(until) ? 'a while' : duration(Math.max(until - facts.now, 1000));
}
