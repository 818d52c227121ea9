import { localFormat } from './locale.ts';

const count = localFormat((locale) => new Intl.NumberFormat(locale));

/** A number of things in the system's locale: `10,000`. */
export function formatCount(number: number): string {
  return count().format(number);
}
