import {
  joinSpans,
  revealText,
  type SensitiveText,
  type TextSpan,
  withholdSecrets,
} from '../../../../shared/text/sensitive-text.ts';
import { findEchoes } from './find-echoes.ts';

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

/** Marks occurrences of the given texts, short ones as whole words, as a withheld client secret: what a server echoed. */
export function markEchoes(text: string, secrets: readonly string[]): SensitiveText {
  let spans: readonly TextSpan[] = [text];
  for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
    spans = spans.flatMap((span) => (typeof span === 'string' ? splitAt(span, secret) : [span]));
  }
  return joinSpans(spans);
}

const WITHHELD: TextSpan = { name: 'CLIENT_SECRET', value: null, encoding: 'none' };

/** ASCII alone: beyond it a character here is a byte of something. */
const WORD_CHARACTER = /[A-Za-z0-9]/;

function splitAt(text: string, secret: string): TextSpan[] {
  const spans: TextSpan[] = [];
  let from = 0;
  for (const at of findEchoes(text, secret, WORD_CHARACTER)) {
    spans.push(text.slice(from, at), WITHHELD);
    from = at + secret.length;
  }
  return [...spans, text.slice(from)];
}

function asBytes(span: TextSpan): TextSpan {
  if (typeof span === 'string') return utf8AsLatin1(span);
  return { ...span, value: span.value && utf8AsLatin1(span.value) };
}

export function utf8AsLatin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
