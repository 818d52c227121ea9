import { joinSpans, MASK, type SensitiveText, type TextSpan } from '../sensitive-text.ts';
import { ByteAutomaton, type Needle } from './byte-automaton.ts';
import {
  bytesOfText,
  type DecodedBytes,
  decodeOnce,
  decodeQuotedPrintable,
  withoutSeparators,
} from './decoded-bytes.ts';
import { decodeEmbedded } from './embedded-bytes.ts';
import { needlesOf, SHORTEST_MASKED } from './secret-needles.ts';

export interface FindOptions {
  /** Each character is a byte, as in recorded bytes. */
  readonly latin1?: boolean;
  /** The text continues elsewhere: also mask a secret's start at its end. */
  readonly isCut?: boolean;
}

/** A range in a text; the end is exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** So many layers of encoding are undone: form encoded JSON in JSON, for example. */
const LAYERS = 5;

/** So many layers of base64, base32 and hex are undone; the innermost may hold one more, or two layers of escapes. */
const EMBEDDED = 2;

/**
 * Finds secrets in text that came back, however they were encoded: as they are, in lower or upper case, in
 * percent-encoding, escapes of JSON, JavaScript and C, character references of HTML (any mixture, up to five layers),
 * quoted-printable, base64 and base64url at any place in other bytes, hex and numbers, also byte by byte. Runs of hex,
 * base32 and base64 are decoded and searched the same way: they may hold each other, escapes and UTF-16. Line breaks,
 * indentation, spaces and NUL within them do not hide them. Takes time and memory in proportion to the text.
 *
 * Not found: secrets of fewer than six characters, parts of a secret, and encodings that are none of these.
 */
export class SecretMatcher {
  readonly #automaton: ByteAutomaton | null;

  constructor(secrets: Iterable<string>) {
    const needles = [...new Set(secrets)].flatMap(needlesOf);
    this.#automaton = needles.length === 0 ? null : new ByteAutomaton(needles);
  }

  /** Whether there is nothing to look for. */
  get isEmpty(): boolean {
    return this.#automaton === null;
  }

  /** The text with each secret as eight bullets. */
  mask(text: string, options: FindOptions = {}): string {
    return this.#replace(text, MASK, options);
  }

  /** Masks secrets in a URL, with characters valid in every part of it. */
  maskUrl(url: string): string {
    const masked = this.mask(url);
    return masked === url || URL.canParse(masked) ? masked : this.#replace(url, '********', {});
  }

  /** The text with each secret as a withheld span. */
  mark(text: string, options: FindOptions = {}): SensitiveText {
    const spans: TextSpan[] = [];
    let from = 0;
    for (const { start, end } of this.find(text, options)) {
      spans.push(text.slice(from, start), WITHHELD);
      from = end;
    }
    return joinSpans([...spans, text.slice(from)]);
  }

  /** Positions of secrets, left to right, without overlaps. */
  find(text: string, { latin1 = false, isCut = false }: FindOptions = {}): TextRange[] {
    if (this.#automaton === null || text.length === 0) return [];
    const found: TextRange[] = [];
    const automaton = this.#automaton;
    const search = (level: DecodedBytes | null) => {
      // One by one: a hostile text holds more than fit onto the stack.
      for (const range of level ? findInBytes(automaton, level, text, isCut) : []) found.push(range);
    };
    const searchEmbedded = (inner: DecodedBytes, deeper: number) => {
      search(inner);
      search(withoutSeparators(inner));
      const unescaped = decodeOnce(inner);
      search(unescaped);
      search(unescaped && decodeOnce(unescaped));
      if (deeper === 0) return;
      for (const next of decodeEmbedded(inner, text)) searchEmbedded(next, deeper - 1);
    };
    let level: DecodedBytes | null = bytesOfText(text, latin1);
    for (let layer = 0; level !== null && layer <= LAYERS; layer += 1) {
      search(level);
      // As the text has it, and within a string of JSON.
      if (layer <= 1) {
        search(withoutSeparators(level));
        search(decodeQuotedPrintable(level));
        for (const inner of decodeEmbedded(level, text)) searchEmbedded(inner, EMBEDDED - 1);
      }
      level = layer < LAYERS ? decodeOnce(level) : null;
    }
    return mergeRanges(found.sort((one, other) => one.start - other.start));
  }

  #replace(text: string, by: string, options: FindOptions): string {
    let masked = '';
    let from = 0;
    for (const { start, end } of this.find(text, options)) {
      masked += text.slice(from, start) + by;
      from = end;
    }
    return from === 0 ? text : masked + text.slice(from);
  }
}

const WITHHELD: TextSpan = { name: 'CLIENT_SECRET', value: null, encoding: 'none' };

function findInBytes(
  automaton: ByteAutomaton,
  level: DecodedBytes,
  text: string,
  isCut: boolean,
): TextRange[] {
  // Byte ranges in order; each starts after the previous one ends.
  const ranges: { start: number; end: number }[] = [];
  const isJoined = (end: number, from: number) => end > from || (end === from && level.breaks[from] !== 1);
  const add = (start: number, end: number) => {
    let from = start;
    for (let last = ranges.at(-1); last && isJoined(last.end, from); last = ranges.at(-1)) {
      from = Math.min(from, last.start);
      ranges.pop();
    }
    ranges.push({ start: from, end });
  };
  const depth = automaton.scan(level.bytes, (needle, end) => {
    const start = end - needle.bytes.length;
    if (needle.wholeWord && !isWholeWord(level, start, end)) return;
    add(withMargin(level, start, -1, needle.before), endOf(level, needle, end));
  });
  const { length } = level.bytes;
  if (isCut && depth >= SHORTEST_MASKED) add(length - depth, length);
  return ranges.map(({ start, end }) => toText(level, start, end, text));
}

function endOf(level: DecodedBytes, { tail, after }: Needle, end: number): number {
  return withMargin(level, Math.min(level.bytes.length, end + tail), 1, after);
}

/** Extends a position by at most this many base64 characters; padding ends it. */
function withMargin({ bytes, breaks }: DecodedBytes, from: number, step: 1 | -1, most: number): number {
  let at = from;
  for (let count = 0; count < most; count += 1) {
    const next = bytes[step === 1 ? at : at - 1] ?? 0;
    const isPadding = step === 1 && next === PADDING;
    if (breaks[at] === 1 || !(isPadding || (count === 0 && isBase64(next)))) break;
    at += step;
  }
  return at;
}

const PADDING = 0x3d;

function isWholeWord({ bytes, breaks }: DecodedBytes, start: number, end: number): boolean {
  const isFree = (at: number, isBroken: boolean) => isBroken || !isAlphanumeric(bytes[at] ?? 0);
  return isFree(start - 1, breaks[start] === 1) && isFree(end, breaks[end] === 1);
}

function toText({ starts, bytes }: DecodedBytes, from: number, to: number, text: string): TextRange {
  const start = starts[from] ?? 0;
  const lastStart = starts[to - 1] ?? start;
  // What became several bytes belongs to the secret with all of them.
  let after = to;
  while (after < bytes.length && starts[after] === starts[to - 1]) after += 1;
  let end = after < bytes.length ? (starts[after] ?? text.length) : text.length;
  // Between this and what follows, and left out of the bytes: no part of the secret.
  while (end > lastStart + 1 && /[\r\n\t \0+,:-]/.test(text[end - 1] ?? '')) end -= 1;
  return { start, end };
}

function mergeRanges(sorted: readonly TextRange[]): TextRange[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of sorted) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

function isAlphanumeric(byte: number): boolean {
  const letter = byte | 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (letter >= 0x61 && letter <= 0x7a);
}

/** Either alphabet; `+` is a space here. */
function isBase64(byte: number): boolean {
  return isAlphanumeric(byte) || byte === 0x2f || byte === 0x2d || byte === 0x5f;
}
