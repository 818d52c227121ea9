import type { HttpResponse } from './exchange.ts';

type Headers = HttpResponse['headers'];

/** The first value of a response header, ignoring case; null if absent. */
export function responseHeader(headers: Headers, name: string): string | null {
  return responseHeaders(headers, name)[0] ?? null;
}

/** Every value of a response header, in order. */
export function responseHeaders(headers: Headers, name: string): string[] {
  return headers.filter(([field]) => field.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
}

/** The Content-Encoding, in one header or several (RFC 9110 §5.3); null if there is none. */
export function contentEncoding(headers: Headers): string | null {
  return responseHeaders(headers, 'content-encoding').join(', ') || null;
}

/** The media type without its parameters, lower case; null without a Content-Type (RFC 9110 §8.3.1). */
export function mediaType(headers: Headers): string | null {
  return responseHeader(headers, 'content-type')?.split(';')[0]?.trim().toLowerCase() || null;
}

/** Whether a body is an HTML page, judging by its start, else by its Content-Type. */
export function looksLikeHtml(text: string, contentType: string | null): boolean {
  const start = text.slice(0, 1000).trimStart();
  if (/^(<!doctype html|<html|<head|<body|<!--|<title|<script|<center|<h1)/i.test(start)) return true;
  return start.startsWith('<') && /^\s*(text\/html|application\/xhtml\+xml)\b/i.test(contentType ?? '');
}
