import { variablesIn, writeVariables } from '../write/shell-variables.ts';

/** curl assumes http for a URL without a scheme. */
export function withScheme(url: string): string {
  const complete = url === '' || /^[a-z][a-z0-9+.-]*:\/\//i.test(url) || startsWithVariable(url);
  return complete ? url : `http://${url}`;
}

/** `$BASE/token`: the variable may contain the scheme. */
function startsWithVariable(url: string): boolean {
  const [first] = variablesIn(url);
  return first !== undefined && writeVariables(url).startsWith(first);
}

/** The URL without its user and password, which curl sends as Basic credentials. */
export function takeUserInfo(url: string): { url: string; userInfo: string | null } {
  const [, scheme, userInfo, rest] = /^([a-z]+:\/\/)([^/?#@]+)@(.*)$/is.exec(url) ?? [];
  if (scheme === undefined || userInfo === undefined) return { url, userInfo: null };
  return { url: `${scheme}${rest ?? ''}`, userInfo: decodePercent(userInfo) };
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Appends to the URL's query, before any fragment. */
export function appendQuery(url: string, query: string): string {
  const [, base = url, fragment = ''] = /^([^#]*)(#.*)?$/s.exec(url) ?? [];
  const separator = base.endsWith('?') ? '' : base.includes('?') ? '&' : '?';
  return `${base}${separator}${query}${fragment}`;
}
