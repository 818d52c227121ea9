import type { Exchange } from '../http/exchange.ts';
import { responseHeader } from '../http/response.ts';

/**
 * The target of a redirect that only adds or removes a trailing slash on the same origin; null otherwise. Safe to
 * follow without credentials.
 */
export function slashRedirect({ request, response }: Exchange): string | null {
  const location = responseHeader(response?.headers ?? [], 'location');
  if (!response || ![301, 302, 307, 308].includes(response.status) || location === null) return null;
  if (!URL.canParse(request.url) || !URL.canParse(location, request.url)) return null;
  const from = new URL(request.url);
  const to = new URL(location, request.url);
  const bare = ({ pathname }: URL) => pathname.replace(/\/$/, '');
  const isSame = to.origin === from.origin && bare(to) === bare(from) && to.search === from.search;
  return isSame && to.pathname !== from.pathname ? to.href : null;
}
