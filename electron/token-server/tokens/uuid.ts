import { randomFillSync } from 'node:crypto';

const BYTES = 16;
const TEXT_LENGTH = 36;
/** Random bytes are fetched for so many at a time: asking the system costs the same for one. */
const BATCH = 256;
/** Where the hyphens stand, by the index of the byte that follows them. */
const HYPHEN_BEFORE = new Set([4, 6, 8, 10]);

const pool = new Uint8Array(BATCH * BYTES);
const text = Buffer.alloc(TEXT_LENGTH);
const HEX = Buffer.from('0123456789abcdef', 'latin1');
/** The place in the text of each byte's first digit. */
const PLACES = Array.from({ length: BYTES }, (_, index) => {
  const hyphens = [...HYPHEN_BEFORE].filter((at) => at <= index).length;
  return index * 2 + hyphens;
});
for (const index of HYPHEN_BEFORE) text[(PLACES[index] ?? 0) - 1] = 0x2d;
let next = pool.length;

/**
 * A random UUID (RFC 9562 §5.4, 122 random bits) as one flat string. `crypto.randomUUID` puts its text together from
 * twenty pieces, which all have to be collected again: that is felt where tens of thousands are kept.
 */
export function createUuid(): string {
  if (next >= pool.length) {
    randomFillSync(pool);
    next = 0;
  }
  for (let index = 0; index < BYTES; index += 1) {
    const byte = withVersion(pool[next + index] ?? 0, index);
    const place = PLACES[index] ?? 0;
    text[place] = HEX[byte >> 4] ?? 0;
    text[place + 1] = HEX[byte & 0x0f] ?? 0;
  }
  // What has been given away is not to lie around.
  pool.fill(0, next, next + BYTES);
  next += BYTES;
  return text.toString('latin1');
}

function withVersion(byte: number, index: number): number {
  if (index === 6) return (byte & 0x0f) | 0x40;
  return index === 8 ? (byte & 0x3f) | 0x80 : byte;
}
