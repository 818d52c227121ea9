/**
 * Invisible characters: controls, line and paragraph separators, and format characters, including those that change the
 * writing direction (U+202E, U+2066). They can make a text look like another.
 */
export const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const ALL_INVISIBLE = new RegExp(INVISIBLE, 'gu');

/** Line breaks and tabs are harmless in multi-line text. */
const INVISIBLE_IN_LINES = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Escapes invisible characters, for example as `\u202E`, so that no terminal or page acts on them. */
export function makeVisible(text: string): string {
  return text.replace(ALL_INVISIBLE, escapeCharacter);
}

/** The same for multi-line text: keeps line breaks and tabs. */
export function makeLinesVisible(text: string): string {
  return text.replace(INVISIBLE_IN_LINES, escapeCharacter);
}

function escapeCharacter(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}
