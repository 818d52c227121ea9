import { variablesIn, writeVariables } from '../write/shell-variables.ts';

/** curl assumes http where a URL has no scheme. */
export function withScheme(url: string): string {
  const complete = url === '' || /^[a-z][a-z0-9+.-]*:\/\//i.test(url) || startsWithVariable(url);
  return complete ? url : `http://${url}`;
}

/** `$BASE/token`: the variable may well hold the scheme. */
function startsWithVariable(url: string): boolean {
  const [first] = variablesIn(url);
  return first !== undefined && writeVariables(url).startsWith(first);
}

/** The address without the user and password in it, which curl sends as Basic credentials. */
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

/** The URL with more in its query; a fragment stays at its end. */
export function appendQuery(url: string, query: string): string {
  const [, base = url, fragment = ''] = /^([^#]*)(#.*)?$/s.exec(url) ?? [];
  return `${base}${base.includes('?') ? '&' : '?'}${query}${fragment}`;
}
