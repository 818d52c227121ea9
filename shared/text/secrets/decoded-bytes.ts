import { LONGEST_ENTITY, NAMED_ENTITIES } from './html-entities.ts';

/**
 * The bytes of a text without line breaks and with `+` as a space, each with its source position. This also finds
 * folded or form-encoded secrets.
 */
export interface DecodedBytes {
  readonly bytes: Uint8Array;
  /** Source index of each byte. */
  readonly starts: Uint32Array;
  /** 1 if a line break preceded the byte. */
  readonly breaks: Uint8Array;
}

const CR = 0x0d;
const LF = 0x0a;
const PLUS = 0x2b;
const SPACE = 0x20;
const ZERO = 0x30;
const EQUALS = 0x3d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const PERCENT = 0x25;
const AMPERSAND = 0x26;
const SEMICOLON = 0x3b;
const HASH = 0x23;
const BACKSLASH = 0x5c;
const MAX_CODE_POINT = 0x10ffff;

/** The bytes of a text: UTF-8, or with `latin1` one byte per character. */
export function bytesOfText(text: string, latin1: boolean): DecodedBytes {
  const out = new DecodedWriter(latin1 ? text.length : utf8Length(text));
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80 || latin1) {
      out.putByte(unit & 0xff, at);
      continue;
    }
    const codePoint = text.codePointAt(at) ?? unit;
    out.putCodePoint(codePoint, at);
    if (codePoint > 0xffff) at += 1;
  }
  return out.finish();
}

/**
 * Decodes one layer of escapes: percent-encoding, JSON and JavaScript escapes, HTML character references. Null if there
 * were none. Keeps everything else.
 */
export function decodeOnce({ bytes, starts, breaks }: DecodedBytes): DecodedBytes | null {
  if (![PERCENT, BACKSLASH, AMPERSAND].some((byte) => bytes.includes(byte))) return null;
  const out = new DecodedWriter(bytes.length);
  let decoded = false;
  for (let at = 0; at < bytes.length; ) {
    if (breaks[at] === 1) out.markBreak();
    const start = starts[at] ?? 0;
    const byte = bytes[at] ?? 0;
    const isPlain = byte !== PERCENT && byte !== BACKSLASH && byte !== AMPERSAND;
    const found = isPlain ? null : readEscape(bytes, at);
    if (found === null) {
      out.putByte(byte, start);
      at += 1;
      continue;
    }
    decoded = true;
    if (found.isByte) out.putByte(found.value, start);
    else out.putCodePoint(found.value, start);
    at += found.length;
  }
  return decoded ? out.finish() : null;
}

/** What programs put between the bytes or pieces of something: see {@link withoutSeparators}. `+` is a space. */
export const SEPARATORS = /[ +\t\0,:-]/g;

const IS_SEPARATOR = new Uint8Array(256);
for (const character of ' \t\0,:-') IS_SEPARATOR[character.charCodeAt(0)] = 1;

/**
 * The same without what stands between bytes that are printed one by one (`4b:61`, `0x4b, 0x61`, `\x4b\x61`, `[75, 97]`), or
 * between pieces of base64; UTF-16 that was read as bytes loses its NULs. Null where there is none.
 */
export function withoutSeparators({ bytes, starts, breaks }: DecodedBytes): DecodedBytes | null {
  const out = new DecodedWriter(bytes.length);
  let dropped = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (breaks[at] === 1) out.markBreak();
    const isPrefix =
      isLetter(bytes[at + 1], 'x') &&
      (byte === BACKSLASH || (byte === ZERO && (at === 0 || IS_SEPARATOR[bytes[at - 1] ?? 0] === 1)));
    if (isPrefix) at += 1;
    else if (IS_SEPARATOR[byte] === 0) {
      out.putByte(byte, starts[at] ?? 0);
      continue;
    }
    out.markBreak();
    dropped = true;
  }
  return dropped ? out.finish() : null;
}

/** The same with quoted-printable undone (RFC 2045 §6.7). Null without any. */
export function decodeQuotedPrintable({ bytes, starts, breaks }: DecodedBytes): DecodedBytes | null {
  const out = new DecodedWriter(bytes.length);
  let decoded = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const start = starts[at] ?? 0;
    const value = bytes[at] === EQUALS ? readHex(bytes, at + 1, 2) : -1;
    const isSoftBreak = bytes[at] === EQUALS && breaks[at + 1] === 1;
    if (value >= 0 && !isSoftBreak) {
      out.putByte(value, start);
      at += 2;
    } else if (!isSoftBreak) {
      out.putByte(bytes[at] ?? 0, start);
    }
    decoded ||= isSoftBreak || value >= 0;
  }
  return decoded ? out.finish() : null;
}

interface Escape {
  readonly length: number;
  readonly value: number;
  /** Whether the value is a UTF-8 byte; else it is a code point. */
  readonly isByte: boolean;
}

function readEscape(bytes: Uint8Array, at: number): Escape | null {
  switch (bytes[at]) {
    case PERCENT:
      return readPercent(bytes, at);
    case BACKSLASH:
      return readBackslash(bytes, at);
    case AMPERSAND:
      return readEntity(bytes, at);
    default:
      return null;
  }
}

/** `%7E` (RFC 3986 §2.1), and `%u007E` as old JavaScript writes it. */
function readPercent(bytes: Uint8Array, at: number): Escape | null {
  const value = readHex(bytes, at + 1, 2);
  if (value >= 0) return { length: 3, value, isByte: true };
  return isLetter(bytes[at + 1], 'u') && readHex(bytes, at + 2, 4) >= 0 ? readUnicode(bytes, at) : null;
}

const CONTROLS: ReadonlyMap<string, number> = new Map([
  ['b', 0x08],
  ['f', 0x0c],
  ['n', LF],
  ['r', CR],
  ['t', 0x09],
  ['v', 0x0b],
]);

/** RFC 8259 §7, and what JavaScript has besides. */
function readBackslash(bytes: Uint8Array, at: number): Escape | null {
  const next = bytes[at + 1];
  if (next === undefined || next >= 0x80) return null;
  const letter = String.fromCharCode(next);
  if (letter === 'u') return readUnicode(bytes, at);
  if (letter === 'x') {
    const value = readHex(bytes, at + 2, 2);
    if (value >= 0) return { length: 4, value, isByte: false };
  }
  if (letter === 'U') {
    const value = readHex(bytes, at + 2, 8);
    if (value >= 0 && value <= MAX_CODE_POINT) return { length: 10, value, isByte: false };
  }
  // Three octal digits, as C and PostgreSQL write bytes.
  const octal = /^[0-3][0-7]{2}$/.exec(String.fromCharCode(...bytes.subarray(at + 1, at + 4)))?.[0];
  if (octal !== undefined) return { length: 4, value: Number.parseInt(octal, 8), isByte: true };
  return { length: 2, value: CONTROLS.get(letter) ?? next, isByte: false };
}

/** `\u0026`, `\u{26}` or `%u0026`, and two of them for what is beyond 16 bits. */
function readUnicode(bytes: Uint8Array, at: number): Escape {
  if (bytes[at + 2] === OPEN_BRACE) {
    const close = bytes.subarray(at + 3, at + 10).indexOf(CLOSE_BRACE);
    const value = close > 0 ? readHex(bytes, at + 3, close) : -1;
    if (value >= 0 && value <= MAX_CODE_POINT) return { length: close + 4, value, isByte: false };
  }
  const high = readHex(bytes, at + 2, 4);
  if (high < 0) return { length: 2, value: 0x75, isByte: true };
  const isPair =
    high >= 0xd800 && high < 0xdc00 && bytes[at + 6] === bytes[at] && isLetter(bytes[at + 7], 'u');
  const low = isPair ? readHex(bytes, at + 8, 4) : -1;
  if (low < 0xdc00 || low > 0xdfff) return { length: 6, value: high, isByte: false };
  return { length: 12, value: 0x10000 + (high - 0xd800) * 0x400 + (low - 0xdc00), isByte: false };
}

/** `&amp;`, `&#38;`, `&#x26;`. */
function readEntity(bytes: Uint8Array, at: number): Escape | null {
  let end = at + 1;
  const limit = Math.min(bytes.length, at + 2 + LONGEST_ENTITY);
  while (end < limit && bytes[end] !== SEMICOLON) end += 1;
  if (bytes[end] !== SEMICOLON || end === at + 1) return readNumberAlone(bytes, at);
  const name = String.fromCharCode(...bytes.subarray(at + 1, end));
  const value = bytes[at + 1] === HASH ? readNumber(name.slice(1)) : (NAMED_ENTITIES.get(name) ?? -1);
  if (value < 0 || value > MAX_CODE_POINT) return readNumberAlone(bytes, at);
  return { length: end + 1 - at, value, isByte: false };
}

/** `&#38` and `&#x26`: browsers read numbers without a semicolon, too. */
function readNumberAlone(bytes: Uint8Array, at: number): Escape | null {
  if (bytes[at + 1] !== HASH) return null;
  const text = String.fromCharCode(...bytes.subarray(at + 2, at + 2 + LONGEST_ENTITY));
  const [digits = ''] = /^(?:[xX][0-9a-fA-F]+|[0-9]+)/.exec(text) ?? [];
  const value = readNumber(digits);
  return value < 0 || value > MAX_CODE_POINT ? null : { length: digits.length + 2, value, isByte: false };
}

function readNumber(text: string): number {
  if (/^[0-9]+$/.test(text)) return Number(text);
  return /^[xX][0-9a-fA-F]+$/.test(text) ? Number.parseInt(text.slice(1), 16) : -1;
}

function readHex(bytes: Uint8Array, at: number, digits: number): number {
  let value = 0;
  for (let index = at; index < at + digits; index += 1) {
    const digit = hexDigit(bytes[index]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

function hexDigit(code: number | undefined): number {
  if (code === undefined) return -1;
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1;
}

function isLetter(code: number | undefined, letter: string): boolean {
  return code !== undefined && (code | 0x20) === letter.charCodeAt(0);
}

function utf8Length(text: string): number {
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    length += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
  }
  return length;
}

/** Collects {@link DecodedBytes}. */
export class DecodedWriter {
  readonly #bytes: Uint8Array;
  readonly #starts: Uint32Array;
  readonly #breaks: Uint8Array;
  #length = 0;
  #breakNext = false;

  constructor(capacity: number) {
    this.#bytes = new Uint8Array(capacity);
    this.#starts = new Uint32Array(capacity);
    this.#breaks = new Uint8Array(capacity);
  }

  markBreak(): void {
    this.#breakNext = true;
  }

  putByte(byte: number, start: number): void {
    if (byte === CR || byte === LF) {
      this.#breakNext = true;
      return;
    }
    this.#bytes[this.#length] = byte === PLUS ? SPACE : byte;
    this.#starts[this.#length] = start;
    if (this.#breakNext) this.#breaks[this.#length] = 1;
    this.#breakNext = false;
    this.#length += 1;
  }

  putCodePoint(codePoint: number, start: number): void {
    if (codePoint < 0x80) {
      this.putByte(codePoint, start);
    } else if (codePoint < 0x800) {
      this.putByte(0xc0 | (codePoint >> 6), start);
      this.putByte(0x80 | (codePoint & 0x3f), start);
    } else if (codePoint < 0x10000) {
      this.putByte(0xe0 | (codePoint >> 12), start);
      this.putByte(0x80 | ((codePoint >> 6) & 0x3f), start);
      this.putByte(0x80 | (codePoint & 0x3f), start);
    } else {
      this.putByte(0xf0 | (codePoint >> 18), start);
      this.putByte(0x80 | ((codePoint >> 12) & 0x3f), start);
      this.putByte(0x80 | ((codePoint >> 6) & 0x3f), start);
      this.putByte(0x80 | (codePoint & 0x3f), start);
    }
  }

  finish(): DecodedBytes {
    return {
      bytes: this.#bytes.subarray(0, this.#length),
      starts: this.#starts.subarray(0, this.#length),
      breaks: this.#breaks.subarray(0, this.#length),
    };
  }
}
