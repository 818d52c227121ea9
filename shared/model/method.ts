import { makeVisible } from '../text/visible-text.ts';

/**
 * A request method as Credence accepts it: letters only. RFC 9110 §9.1 allows any token, including `` ` ``, `$` and
 * `|`, which shells interpret; real methods have none of these (except WebDAV's VERSION-CONTROL and similar).
 */
const METHOD = /^[A-Za-z]{1,40}$/;

export const METHOD_RULE = 'A method has 1 to 40 letters, for example GET or POST.';

export function isMethod(text: string): boolean {
  return METHOD.test(text);
}

/** The given method, for a message: visible and short. */
export function quotedMethod(text: string): string {
  return makeVisible(text.slice(0, 40));
}

/** Removes characters that no method contains. */
export function cleanMethod(text: string): string {
  return text.replace(/[^A-Za-z]/g, '').slice(0, 40);
}
