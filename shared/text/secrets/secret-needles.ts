import { encodeBase64 } from '../base64.ts';
import { encodeForm } from '../form-encoding.ts';
import { bytesOf } from '../utf8.ts';
import type { Needle } from './byte-automaton.ts';
import { bytesOfText, type DecodedBytes, decodeOnce, SEPARATORS } from './decoded-bytes.ts';

/** Shorter secrets match common words: masking those would garble the text and reveal the secret. */
export const SHORTEST_MASKED = 6;

/** From this length on, a match is not a coincidence, even inside a word. */
const NO_CHANCE_LENGTH = 8;

/** The searched prefix of base64 and hex forms; the rest follows it. Bounds the memory for long assertions. */
const LOOKED_FOR = 160;

/** The forms a secret may have after decoding. */
export function needlesOf(secret: string): Needle[] {
  if (secret.length < SHORTEST_MASKED) return [];
  const needles = [
    ...plainForms(secret).map((bytes) => ({ ...PLAIN, bytes, wholeWord: secret.length < NO_CHANCE_LENGTH })),
    ...binaryForms(secret).flatMap(base64Needles),
    ...hexNeedles(secret),
    decimalNeedle(secret),
  ];
  return needles.filter(({ bytes }) => bytes.length >= SHORTEST_MASKED);
}

const PLAIN = { tail: 0, before: 0, after: 0 } as const;

/** Plain, and decoded if it looks encoded itself. */
function plainForms(secret: string): Uint8Array[] {
  const forms: DecodedBytes[] = [bytesOfText(secret, false)];
  if (/^[\0-\xff]*[\x80-\xff][\0-\xff]*$/.test(secret)) forms.push(bytesOfText(secret, true));
  for (const other of otherForms(secret)) forms.push(bytesOfText(other, false));
  for (let form = forms[0] && decodeOnce(forms[0]); form; form = decodeOnce(form)) {
    forms.push(form);
    if (forms.length > 4) break;
  }
  return [...forms.map(({ bytes }) => bytes), ...denseUtf16(secret)];
}

/** In the case of host names and the like, without what {@link withoutSeparators} drops, and UTF-8 read as Latin-1. */
function otherForms(secret: string): string[] {
  const forms = secret.length < NO_CHANCE_LENGTH ? [] : [secret.toLowerCase(), secret.toUpperCase()];
  const dense = secret.replace(SEPARATORS, '');
  if (dense.length >= NO_CHANCE_LENGTH) forms.push(dense);
  if (/[^ -~]/.test(secret)) forms.push(String.fromCharCode(...bytesOf(secret).subarray(0, LOOKED_FOR)));
  return [...new Set(forms)].filter((form) => form !== secret);
}

/** What {@link withoutSeparators} leaves of UTF-16 in either byte order. Of ASCII that is the text itself. */
function denseUtf16(secret: string): Uint8Array[] {
  if (/^[ -~]*$/.test(secret)) return [];
  const units = Array.from({ length: Math.min(secret.length, LOOKED_FOR) }, (_, at) => secret.charCodeAt(at));
  return [
    [0, 8],
    [8, 0],
  ]
    .map((order) => units.flatMap((unit) => order.map((shift) => (unit >> shift) & 0xff)))
    .map((bytes) =>
      Uint8Array.from(bytes.filter((byte) => !'\r\n\0\t +,:-'.includes(String.fromCharCode(byte)))),
    )
    .filter(({ length }) => length >= NO_CHANCE_LENGTH);
}

/** What a server may take for the secret before it makes base64 of it. */
function binaryForms(secret: string): string[] {
  const base64 = encodeBase64(secret).replace(/=+$/, '');
  const form = encodeForm(secret);
  // Nothing in it has to be encoded anywhere.
  if (form === secret) return [secret, base64, ...inUtf16(secret)];
  const percent = form.replaceAll('+', '%20');
  return [
    ...new Set([
      secret,
      form,
      percent,
      // encodeURIComponent throws for a lone surrogate.
      percent.replace(/%(?:7E|21|27|28|29)/g, decodeURIComponent),
      JSON.stringify(secret).slice(1, -1),
      base64,
      ...inUtf16(secret),
    ]),
  ];
}

/** The bytes of UTF-16, in either order but for a NUL at one end, as text. Nothing beyond ASCII. */
function inUtf16(secret: string): string[] {
  return /^[ -~]+$/.test(secret) ? [secret.slice(0, LOOKED_FOR).split('').join('\0')] : [];
}

/** Hex has two characters for each byte. */
function hexNeedles(secret: string): Needle[] {
  const bytes = bytesOf(secret);
  const digits = bytes.subarray(0, LOOKED_FOR / 2);
  return [HEX, HEX.toUpperCase()].map((alphabet) => {
    const written = new Uint8Array(2 * digits.length);
    for (const [at, byte] of digits.entries()) {
      written[2 * at] = alphabet.charCodeAt(byte >> 4);
      written[2 * at + 1] = alphabet.charCodeAt(byte & 15);
    }
    return needleOf(written, 2 * bytes.length, PLAIN);
  });
}

/** Bytes as programs print them, `[75, 97]`, without what stands between. */
function decimalNeedle(secret: string): Needle {
  const bytes = bytesOf(secret).subarray(0, LOOKED_FOR / 4);
  return needleOf(bytesOf([...bytes].join('')), 0, PLAIN);
}

const HEX = '0123456789abcdef';

/**
 * Base64 (RFC 4648 §4, §5) of a text inside other bytes, for each of the three offsets, without the edge characters
 * that depend on its neighbours.
 */
function base64Needles(text: string): Needle[] {
  const bytes = bytesOf(text);
  return [0, 1, 2].flatMap((before) => {
    const first = Math.ceil((before * 8) / 6);
    const length = Math.floor(((before + bytes.length) * 8) / 6) - first;
    const written = new Uint8Array(Math.max(0, Math.min(length, LOOKED_FOR)));
    let forUrl: Uint8Array | null = null;
    for (let index = 0; index < written.length; index += 1) {
      const sextet = sextetAt(bytes, 6 * (first + index) - 8 * before);
      if (sextet > 61) forUrl ??= written.slice();
      written[index] = BASE64.charCodeAt(sextet);
      if (forUrl) forUrl[index] = BASE64_URL.charCodeAt(sextet);
    }
    const margin = { before: before === 0 ? 0 : 1, after: ((before + bytes.length) % 3 === 0 ? 0 : 1) + 2 };
    const needles = [needleOf(written, length, margin)];
    if (forUrl) {
      needles.push(needleOf(forUrl, length, margin));
      // Where a text is searched without its separators, these characters are gone, too.
      const dense = written.filter((byte) => byte !== 0x20);
      if (dense.length < written.length) needles.push(needleOf(dense, length, margin));
    }
    return needles;
  });
}

/** The six bits that begin at a bit of a text. */
function sextetAt(bytes: Uint8Array, bit: number): number {
  const at = bit >> 3;
  const pair = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  return (pair >> (10 - (bit & 7))) & 63;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** `+` is a space, as in every text that is searched. */
const BASE64 = `${LETTERS} /`;
const BASE64_URL = `${LETTERS}-_`;

/** The beginning of base64 or hex that is so long as a whole. */
function needleOf(
  bytes: Uint8Array,
  length: number,
  { before, after }: Pick<Needle, 'before' | 'after'>,
): Needle {
  return { bytes, wholeWord: false, tail: Math.max(0, length - LOOKED_FOR), before, after };
}
