import { MASK } from '../text/sensitive-text.ts';
import { writeReference } from './references.ts';

/**
 * Resolving leaves a secret's name between two private-use characters, so that text which only looks like a reference
 * is never mistaken for one. The request builders insert the value.
 */
const OPEN = '\uE010';
const CLOSE = '\uE011';
const MARK = new RegExp(`${OPEN}([^${OPEN}${CLOSE}]*)${CLOSE}`);

export function markSecret(name: string): string {
  return `${OPEN}${name}${CLOSE}`;
}

/** Splits a resolved text: text, secret name, text, … Names have odd indexes. */
export function splitAtSecrets(text: string): string[] {
  return text.includes(OPEN) ? text.split(MARK) : [text];
}

/** The secrets in a resolved text, in order. */
export function secretsIn(text: string): string[] {
  return splitAtSecrets(text).filter((_, index) => index % 2 === 1);
}

/** Whether a resolved text consists only of secrets. */
export function isOnlySecrets(text: string): boolean {
  const parts = splitAtSecrets(text);
  return parts.length > 1 && parts.every((part, index) => index % 2 === 1 || part === '');
}

/** A resolved text for display: bullets for each secret. */
export function maskSecrets(text: string): string {
  return replaceSecrets(text, () => MASK);
}

/** A resolved text with its secrets filled in; those without a value become references. */
export function revealSecrets(text: string, values: ReadonlyMap<string, string>): string {
  return replaceSecrets(text, (name) => values.get(name) ?? writeReference(name));
}

/** A resolved text with its secrets as references. */
export function unmarkSecrets(text: string): string {
  return replaceSecrets(text, writeReference);
}

/** Maps a resolved text except for its secrets. */
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
