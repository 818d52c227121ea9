import { bytesOf } from '../../text/utf8.ts';

/**
 * A URL that every language's parser accepts. The URL standard allows some characters that RFC 3986 does not (`|`, `^`,
 * `{`, a `%` without two digits), which Java and Go reject.
 */
export function strictUrl(href: string): string {
  const { origin } = new URL(href);
  const rest = href.slice(origin.length);
  return (
    origin +
    rest.replace(/%(?![0-9a-f]{2})|[^A-Za-z0-9\-._~:/?@!$&'()*+,;=%]/giu, (character) =>
      [...bytesOf(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
    )
  );
}
