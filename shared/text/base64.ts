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
 * The bytes of base64 or base64url text (RFC 4648 §4, §5), padded or not; null when it is neither.
 * Tolerant on purpose: servers mix the alphabets.
 */
export function decodeBase64(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(text)) return null;
  const standard = text.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/');
  // One character alone carries six bits: not a byte.
  if (standard.length % 4 === 1) return null;
  const binary = atob(standard);
  const bytes = new Uint8Array(binary.length);
  // Six times as fast as Uint8Array.from, and tokens may be long.
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

function binaryString(bytes: Uint8Array): string {
  // In slices: fromCharCode takes its arguments on the stack.
  let result = '';
  for (let start = 0; start < bytes.length; start += 8192) {
    result += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return result;
}
