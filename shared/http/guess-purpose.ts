import { parseForm } from '../text/form-encoding.ts';
import { maskText } from '../text/sensitive-text.ts';
import type { ExchangePurpose, HttpRequest } from './exchange.ts';

/** Guesses a request's purpose: files of other programs do not record it. */
export function guessPurpose({ method, url, body }: HttpRequest): ExchangePurpose {
  const { pathname } = new URL(url);
  if (method === 'GET') {
    if (pathname.includes('/.well-known/')) return 'metadata';
    return /jwks/i.test(pathname) ? 'jwks' : 'api';
  }
  if (method !== 'POST' || !body) return 'api';
  const names = parseForm(maskText(body)).map(([name]) => name);
  if (names.includes('grant_type')) return 'token';
  if (!names.includes('token')) return 'api';
  if (/revo(ke|cation)/i.test(pathname)) return 'revocation';
  return /introspect/i.test(pathname) ? 'introspection' : 'api';
}
