import {
  joinSpans,
  revealText,
  type SensitiveText,
  type TextSpan,
  withholdSecrets,
} from '../../../../shared/text/sensitive-text.ts';

/** One character for each byte. */
export function toLatin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/**
 * The bytes that were sent, with the secrets marked where the layout of the request has them and those that may not
 * be shown withheld. Null when the bytes are not the beginning of that layout: then nothing of them may be shown.
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
