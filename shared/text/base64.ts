import { bytesOf } from './utf8.ts';

/** Base64 (RFC 4648 §4) of the UTF-8 bytes of a text. */
export function encodeBase64(text: string): string {
  return btoa(binaryString(bytesOf(text)));
}

/** Base64url without padding (RFC 4648 §5, RFC 7515 §2) of bytes. */
export function encodeBase64Url(bytes: Uint8Array): string {
  return btoa(binaryString(bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/**
 * The bytes of base64 or base64url (RFC 4648 §4, §5), with or without padding; null if invalid. Deliberately lenient:
 * servers mix the alphabets.
 */
export function decodeBase64(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(text)) return null;
  const standard = text.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/');
  // A single leftover character has six bits: not a byte.
  if (standard.length % 4 === 1) return null;
  const binary = atob(standard);
  const bytes = new Uint8Array(binary.length);
  // Six times as fast as Uint8Array.from, and tokens may be long.
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

function binaryString(bytes: Uint8Array): string {
  // In slices: fromCharCode passes its arguments on the stack.
  let result = '';
  for (let start = 0; start < bytes.length; start += 8192) {
    result += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return result;
}
