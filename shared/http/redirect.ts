import { revealText } from '../text/sensitive-text.ts';
import type { HeaderField, HttpRequest, HttpResponse, RedirectStop } from './exchange.ts';
import { responseHeader } from './response.ts';

/** The request a redirect leads to, or why it is not followed. Null if the response is not a redirect. */
export type RedirectStep =
  | { readonly kind: 'follow'; readonly request: HttpRequest }
  | { readonly kind: 'stop'; readonly reason: RedirectStop };

/** RFC 9110 §15.4 requires a limit. Browsers allow 20. */
export const MAX_REDIRECTS = 10;

const REDIRECTS = [301, 302, 303, 307, 308];

/** Credentials belong to one origin. A DPoP proof names its URL (RFC 9449 §4.2). */
const FOR_ONE_ORIGIN = ['authorization', 'cookie', 'dpop', 'proxy-authorization'];

/** Content headers, which a GET no longer needs (RFC 9110 §15.4). */
const ABOUT_CONTENT = [
  'content-type',
  'content-length',
  'content-encoding',
  'content-language',
  'content-location',
  'digest',
  'content-digest',
  'repr-digest',
];

/**
 * Follows a redirect (RFC 9110 §15.4). 303 becomes GET, and so does a POST after 301 or 302, as in every client; 307
 * and 308 repeat the request. Secrets stay with their origin. `earlier` lists the requests so far, latest last.
 */
export function followRedirect(earlier: readonly HttpRequest[], response: HttpResponse): RedirectStep | null {
  const request = earlier.at(-1);
  const location = responseHeader(response.headers, 'location');
  if (!request || location === null || !REDIRECTS.includes(response.status)) return null;
  const url = resolveLocation(location, request.url);
  if (url === null) return { kind: 'stop', reason: 'location-invalid' };
  const next = redirectedRequest(request, url, response.status);
  if (next === null) return { kind: 'stop', reason: 'body-secret' };
  if (earlier.some((made) => made.url === next.url && made.method === next.method)) {
    return { kind: 'stop', reason: 'loop' };
  }
  if (earlier.length > MAX_REDIRECTS) return { kind: 'stop', reason: 'limit' };
  return { kind: 'follow', request: next };
}

function resolveLocation(location: string, base: string): URL | null {
  if (!URL.canParse(location, base)) return null;
  const url = new URL(location, base);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  // A server cannot set our credentials, and fragments are not sent.
  url.username = '';
  url.password = '';
  url.hash = '';
  return url;
}

function redirectedRequest(request: HttpRequest, url: URL, status: number): HttpRequest | null {
  const toGet = status === 303 ? request.method !== 'HEAD' : status < 303 && request.method === 'POST';
  const method = toGet ? 'GET' : request.method;
  const body = toGet ? null : request.body;
  const sameOrigin = url.origin === new URL(request.url).origin;
  if (!sameOrigin && body?.some((span) => typeof span !== 'string')) return null;
  return {
    method,
    url: url.href,
    body,
    headers: request.headers
      .filter((field) => sameOrigin || !isForOneOrigin(field))
      .filter(({ name }) => !toGet || !ABOUT_CONTENT.includes(name.toLowerCase()))
      .map((field) => (field.name === 'host' ? hostField(field, request.url, url) : field)),
  };
}

function isForOneOrigin({ name, value }: HeaderField): boolean {
  return FOR_ONE_ORIGIN.includes(name.toLowerCase()) || value.some((span) => typeof span !== 'string');
}

/** A Host header the user typed is for the first URL only. */
function hostField(field: HeaderField, from: string, to: URL): HeaderField {
  const isOwn = revealText(field.value) !== new URL(from).host;
  return isOwn && to.origin === new URL(from).origin ? field : { ...field, value: [to.host] };
}
