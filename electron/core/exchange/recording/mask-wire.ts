import {
  joinSpans,
  revealText,
  type SensitiveText,
  type TextSpan,
  withholdSecrets,
} from '../../../../shared/text/sensitive-text.ts';

/** One character per byte. */
export function toLatin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/**
 * The sent bytes, with secrets marked by the request's layout and hidden ones masked. Null if the bytes do not match
 * that layout: then nothing may be shown.
 */
export function markSent(sent: Uint8Array, layout: SensitiveText): SensitiveText | null {
  const expected = layout.map(asBytes);
  const text = toLatin1(sent);
  if (!revealText(expected).startsWith(text)) return null;
  let room = text.length;
  const marked: TextSpan[] = [];
  for (const span of expected) {
    if (room <= 0) break;
    const whole = typeof span === 'string' ? span : (span.value ?? '');
    const part = whole.slice(0, room);
    room -= part.length;
    marked.push(typeof span === 'string' ? part : { ...span, value: part });
  }
  return withholdSecrets(joinSpans(marked));
}

function asBytes(span: TextSpan): TextSpan {
  if (typeof span === 'string') return utf8AsLatin1(span);
  return { ...span, value: span.value && utf8AsLatin1(span.value) };
}

export function utf8AsLatin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
