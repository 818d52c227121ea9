export interface DecodedText {
  readonly text: string;
  /** The charset used, in lower case, and its source: `utf-8 (JSON)`. */
  readonly charset: string;
}

const BYTE_ORDER_MARKS: readonly (readonly [charset: string, bytes: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * Decodes a body. A byte order mark overrides the Content-Type because it is part of the content. JSON is UTF-8 (RFC
 * 8259 §8.1); so is content without a charset. Malformed input becomes U+FFFD. Only the first `maxBytes` are decoded.
 */
export function decodeText(whole: Uint8Array, contentType: string | null, maxBytes = Infinity): DecodedText {
  const cut = whole.length > maxBytes;
  const bytes = cut ? whole.subarray(0, maxBytes) : whole;
  const mark = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (mark) return decodeAs(bytes, cut, [mark[0], 'byte order mark']);

  const label = charsetParameter(contentType);
  if (label !== null) {
    return isKnown(label)
      ? decodeAs(bytes, cut, [label, 'Content-Type'])
      : decodeAs(bytes, cut, ['utf-8', `Content-Type names the unknown charset “${label.slice(0, 40)}”`]);
  }
  const isJson = /^\s*[^\s/;]+\/([^\s;]+\+)?json\s*(;|$)/i.test(contentType ?? '');
  return decodeAs(bytes, cut, ['utf-8', isJson ? 'JSON' : 'default']);
}

/** Whether the bytes are probably not text in `charset`: control characters, or many decoding errors. */
export function looksBinary(bytes: Uint8Array, { text, charset }: DecodedText): boolean {
  if (bytes.length === 0) return false;
  const sample = text.slice(0, 4096);
  if (charset.startsWith('utf-16')) return false;
  let odd = 0;
  for (const character of sample) {
    const code = character.codePointAt(0) ?? 0;
    if (code === 0) return true;
    if (code === 0xfffd || (code < 0x20 && !WHITESPACE.includes(code)) || code === 0x7f) odd += 1;
  }
  return odd > Math.max(2, sample.length / 10);
}

/** Tab, line feed, form feed, carriage return, and escape (terminal colours). */
const WHITESPACE = [0x09, 0x0a, 0x0c, 0x0d, 0x1b];

function charsetParameter(contentType: string | null): string | null {
  const match = /;\s*charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;]+))/i.exec(contentType ?? '');
  const label = (match?.[1] ?? match?.[2] ?? match?.[3] ?? '').trim();
  return label === '' ? null : label;
}

function isKnown(label: string): boolean {
  try {
    new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
}

function decodeAs(
  bytes: Uint8Array,
  cut: boolean,
  [label, where]: readonly [label: string, where: string],
): DecodedText {
  const decoder = new TextDecoder(label);
  // Decodes as a stream, so a character cut at the end is dropped, not replaced.
  return { text: decoder.decode(bytes, { stream: cut }), charset: `${decoder.encoding} (${where})` };
}
