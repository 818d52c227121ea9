import { makeVisible } from '../text/visible-text.ts';

/**
 * A request method as Credence takes it: letters only. RFC 9110 §9.1 allows any token, with characters such as `` ` ``,
 * `$` and `|` that shells and programs act on; no method in use has any (WebDAV's VERSION-CONTROL and the like aside).
 */
const METHOD = /^[A-Za-z]{1,40}$/;

export const METHOD_RULE = 'A method has 1 to 40 letters, for example GET or POST.';

export function isMethod(text: string): boolean {
  return METHOD.test(text);
}

/** What was given for a method, for a message: visible and short. */
export function quotedMethod(text: string): string {
  return makeVisible(text.slice(0, 40));
}

/** A method as it is typed or pasted into a field: without what cannot belong to one. */
export function cleanMethod(text: string): string {
  return text.replace(/[^A-Za-z]/g, '').slice(0, 40);
}
