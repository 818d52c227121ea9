import { MASK } from '../text/sensitive-text.ts';
import { writeReference } from './references.ts';

/**
 * Where a field refers to a secret, resolving leaves the name between two private-use characters, so that text which
 * merely looks like a reference is never taken for one. The builders of requests put the value there.
 */
const OPEN = '\uE010';
const CLOSE = '\uE011';
const MARK = new RegExp(`${OPEN}([^${OPEN}${CLOSE}]*)${CLOSE}`);

export function markSecret(name: string): string {
  return `${OPEN}${name}${CLOSE}`;
}

/** A resolved text in pieces: text, the name of a secret, text, … An odd index is a name. */
export function splitAtSecrets(text: string): string[] {
  return text.includes(OPEN) ? text.split(MARK) : [text];
}

/** The names of the secrets that a resolved text refers to, in order. */
export function secretsIn(text: string): string[] {
  return splitAtSecrets(text).filter((_, index) => index % 2 === 1);
}

/** Whether a resolved text is made of secrets and nothing else. */
export function isOnlySecrets(text: string): boolean {
  const parts = splitAtSecrets(text);
  return parts.length > 1 && parts.every((part, index) => index % 2 === 1 || part === '');
}

/** A resolved text as it may be shown: bullets for each secret. */
export function maskSecrets(text: string): string {
  return replaceSecrets(text, () => MASK);
}

/** A resolved text with its secrets put in, or as references again where there is no value. */
export function revealSecrets(text: string, values: ReadonlyMap<string, string>): string {
  return replaceSecrets(text, (name) => values.get(name) ?? writeReference(name));
}

/** A resolved text with its secrets as references again. */
export function unmarkSecrets(text: string): string {
  return replaceSecrets(text, writeReference);
}

/** Changes all of a resolved text but its secrets. */
export function aroundSecrets(text: string, change: (text: string) => string): string {
  return splitAtSecrets(text)
    .map((part, index) => (index % 2 === 1 ? markSecret(part) : change(part)))
    .join('');
}

function replaceSecrets(text: string, replace: (name: string) => string): string {
  return splitAtSecrets(text)
    .map((part, index) => (index % 2 === 1 ? replace(part) : part))
    .join('');
}
