import { encodeBase64 } from '../base64.ts';
import { encodeForm } from '../form-encoding.ts';
import { bytesOf } from '../utf8.ts';
import type { Needle } from './byte-automaton.ts';
import { bytesOfText, type DecodedBytes, decodeOnce } from './decoded-bytes.ts';

/** Shorter secrets are common words by chance: masking those would spoil what came back and tell what they are. */
export const SHORTEST_MASKED = 6;

/** From this length on a secret is nowhere by chance, and is found within a word, too. */
const NO_CHANCE_LENGTH = 8;

/** Of base64 and hex this much is looked for; what follows belongs to it. Bounds the memory for long assertions. */
const LOOKED_FOR = 160;

/** What a secret may look like after the decodings of the text in which it is looked for. */
export function needlesOf(secret: string): Needle[] {
  if (secret.length < SHORTEST_MASKED) return [];
  const needles = [
    ...plainForms(secret).map((bytes) => ({ ...PLAIN, bytes, wholeWord: secret.length < NO_CHANCE_LENGTH })),
    ...binaryForms(secret).flatMap(base64Needles),
    ...hexForms(secret).map((text) => cutNeedle(text)),
  ];
  return needles.filter(({ bytes }) => bytes.length >= SHORTEST_MASKED);
}

const PLAIN = { tail: 0, before: 0, after: 0 } as const;

/** As it is, and as decoding leaves it where it looks encoded itself. */
function plainForms(secret: string): Uint8Array[] {
  const forms: DecodedBytes[] = [bytesOfText(secret, false)];
  if (/^[\0-\xff]*[\x80-\xff][\0-\xff]*$/.test(secret)) forms.push(bytesOfText(secret, true));
  for (let form = forms[0] && decodeOnce(forms[0]); form; form = decodeOnce(form)) {
    forms.push(form);
    if (forms.length > 4) break;
  }
  return forms.map(({ bytes }) => bytes);
}

/** What a server may take for the secret before it makes base64 of it. */
function binaryForms(secret: string): string[] {
  return [
    ...new Set([
      secret,
      encodeForm(secret),
      encodeForm(secret).replaceAll('+', '%20'),
      // encodeURIComponent, which throws for half a surrogate pair.
      encodeForm(secret)
        .replaceAll('+', '%20')
        .replace(/%(?:7E|21|27|28|29)/g, decodeURIComponent),
      JSON.stringify(secret).slice(1, -1),
      encodeBase64(secret).replace(/=+$/, ''),
    ]),
  ];
}

function hexForms(secret: string): string[] {
  const hex = [...bytesOf(secret)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex, hex.toUpperCase()];
}

/**
 * Base64 (RFC 4648 §4, §5) of a text within other bytes: without the characters at both ends that depend on its neighbours,
 * for each of the three places where it can begin.
 */
function base64Needles(text: string): Needle[] {
  const size = bytesOf(text).length;
  return [0, 1, 2].flatMap((before) => {
    const encoded = encodeBase64('\0'.repeat(before) + text);
    const first = Math.ceil((before * 8) / 6);
    const stable = encoded.slice(first, Math.floor(((before + size) * 8) / 6));
    const forUrl = stable.replaceAll('+', '-').replaceAll('/', '_');
    const margin = { before: before === 0 ? 0 : 1, after: ((before + size) % 3 === 0 ? 0 : 1) + 2 };
    return [...new Set([stable, forUrl])].map((form) => ({ ...cutNeedle(form), ...margin }));
  });
}

function cutNeedle(text: string): Needle {
  const { bytes } = bytesOfText(text, true);
  return {
    ...PLAIN,
    bytes: bytes.subarray(0, LOOKED_FOR),
    wholeWord: false,
    tail: Math.max(0, bytes.length - LOOKED_FOR),
  };
}
