import { type DecodedBytes, DecodedWriter } from './decoded-bytes.ts';

/** One alphabet of RFC 4648: the value of each byte, or -1, and how many bits a character has. */
interface Alphabet {
  readonly values: Int8Array;
  readonly bits: 4 | 5 | 6;
  /** A shorter run is a word, or plain enough to be found without decoding. */
  readonly shortest: number;
}

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = UPPER.toLowerCase();

const ALPHABETS: readonly Alphabet[] = [
  alphabetOf(4, 16, '0123456789abcdef', '0123456789ABCDEF'),
  alphabetOf(5, 10, `${UPPER}234567`, `${LOWER}234567`),
  alphabetOf(6, 16, `${UPPER}${LOWER}0123456789+/`, `${UPPER}${LOWER}0123456789-_`),
];

/** What follows a run in the result: a byte that no alphabet has and nothing drops. */
const END_OF_RUN = 0x01;

/** What the runs of hex, base32 and base64 in a text hold, an entry for each alphabet that has any. */
export function decodeEmbedded(level: DecodedBytes, text: string): DecodedBytes[] {
  return ALPHABETS.flatMap((alphabet) => decodeRuns(level, text, alphabet) ?? []);
}

function decodeRuns(level: DecodedBytes, text: string, alphabet: Alphabet): DecodedBytes | null {
  const { bytes, starts } = level;
  const out = new DecodedWriter(bytes.length);
  let found = false;
  for (let at = 0; at < bytes.length; ) {
    const end = endOfRun(level, at, text, alphabet);
    if (end - at >= alphabet.shortest) {
      found = true;
      out.markBreak();
      let buffer = 0;
      let held = 0;
      let written = 0;
      for (let index = at; index < end; index += 1) {
        buffer = ((buffer << alphabet.bits) | valueAt(level, index, text, alphabet)) & 0xffff;
        held += alphabet.bits;
        if (held < 8) continue;
        held -= 8;
        out.putByte((buffer >> held) & 0xff, starts[at + Math.floor((8 * written) / alphabet.bits)] ?? 0);
        written += 1;
      }
      out.markBreak();
      out.putByte(END_OF_RUN, starts[end] ?? text.length);
    }
    at = Math.max(end, at + 1);
  }
  return found ? out.finish() : null;
}

/** A line break is inside a run only where a whole number of bytes precedes it. */
function endOfRun(level: DecodedBytes, from: number, text: string, alphabet: Alphabet): number {
  let at = from;
  while (at < level.bytes.length && valueAt(level, at, text, alphabet) >= 0) {
    if (at > from && level.breaks[at] === 1 && ((at - from) * alphabet.bits) % 8 !== 0) break;
    at += 1;
  }
  return at;
}

/** A plus sign has become a space, as in a form. */
function valueAt({ bytes, starts }: DecodedBytes, at: number, text: string, { values }: Alphabet): number {
  const byte = bytes[at] ?? 0;
  return values[byte === 0x20 && text[starts[at] ?? 0] !== ' ' ? 0x2b : byte] ?? -1;
}

function alphabetOf(bits: Alphabet['bits'], shortest: number, ...spellings: readonly string[]): Alphabet {
  const values = new Int8Array(256).fill(-1);
  for (const spelling of spellings) {
    for (let value = 0; value < spelling.length; value += 1) values[spelling.charCodeAt(value)] = value;
  }
  return { values, bits, shortest };
}
