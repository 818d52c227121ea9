import { bytesOf, textOf } from './utf8.ts';

/**
 * Encodes a name or value as `application/x-www-form-urlencoded` (RFC 6749 appendix B): UTF-8, a space as `+`,
 * everything except letters, digits and `*-._` as `%XX`. Same as the WHATWG URL serialiser.
 */
export function encodeForm(value: string): string {
  if (/^[A-Za-z0-9*._-]*$/.test(value)) return value;
  let result = '';
  for (const byte of bytesOf(value)) result += ENCODED[byte];
  return result;
}

/**
 * The inverse of {@link encodeForm}. Keeps a `%` without two hex digits; malformed UTF-8 becomes U+FFFD. Never throws.
 */
export function decodeForm(text: string): string {
  if (!/[%+]/.test(text)) return text;
  const source = bytesOf(text.replaceAll('+', ' '));
  const bytes = new Uint8Array(source.length);
  let length = 0;
  for (let index = 0; index < source.length; index += 1) {
    const value = source[index] === PERCENT ? hexPair(source[index + 1], source[index + 2]) : -1;
    bytes[length] = value < 0 ? (source[index] ?? 0) : value;
    length += 1;
    if (value >= 0) index += 2;
  }
  return textOf(bytes.subarray(0, length));
}

/**
 * The decoded names and values of a form body, in order, with duplicates (which RFC 6749 §3.2 forbids). A part without
 * `=` has an empty value; skips empty parts. Never throws.
 */
export function parseForm(body: string): [name: string, value: string][] {
  return body
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      return equals < 0
        ? [decodeForm(part), '']
        : [decodeForm(part.slice(0, equals)), decodeForm(part.slice(equals + 1))];
    });
}

const PERCENT = 0x25;

const ENCODED: readonly string[] = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  if (/[A-Za-z0-9*._-]/.test(character)) return character;
  return character === ' ' ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
});

/** The value of two hex digits given as character codes, or -1. */
function hexPair(high: number | undefined, low: number | undefined): number {
  const first = hexDigit(high);
  const second = hexDigit(low);
  return first < 0 || second < 0 ? -1 : first * 16 + second;
}

function hexDigit(code: number | undefined): number {
  if (code === undefined) return -1;
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1;
}
