import type { Transform } from 'node:stream';
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';
import { DecodeError } from './body-errors.ts';

/** More than any honest server uses. Each layer multiplies the size a small body can expand to. */
const MAX_LAYERS = 3;

/**
 * The decompressors for a Content-Encoding, in order. The last coding listed was applied last, so it is removed first
 * (RFC 9110 §8.4). Empty if nothing is encoded. `firstByte` is the body's.
 */
export function createDecoders(contentEncoding: string | null, firstByte: number): Transform[] {
  const codings = parseCodings(contentEncoding);
  if (codings.length > MAX_LAYERS) {
    throw new DecodeError(
      `The body was compressed ${codings.length} times; at most ${MAX_LAYERS} are undone.`,
    );
  }
  return codings.reverse().map((coding, layer) => createDecoder(coding, layer === 0 ? firstByte : null));
}

function parseCodings(contentEncoding: string | null): string[] {
  return (contentEncoding ?? '')
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
}

function createDecoder(coding: string, firstByte: number | null): Transform {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      // RFC 9110 §8.4.1.2 requires the zlib format, whose first byte has method 8. Some servers omit the zlib header.
      return firstByte !== null && (firstByte & 0x0f) !== 8 ? createInflateRaw() : createInflate();
    case 'br':
      return createBrotliDecompress();
    case 'zstd':
      return createZstdDecompress();
    default:
      throw new DecodeError(`The content coding “${coding.slice(0, 40)}” is not known.`);
  }
}
