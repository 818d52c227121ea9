/**
 * Characters that nobody sees: controls, line and paragraph separators, and format characters, among them those that
 * change the direction of writing (U+202E, U+2066). A text that holds them can read as something else.
 */
export const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const ALL_INVISIBLE = new RegExp(INVISIBLE, 'gu');

/** Line breaks and tabs shape a text of several lines and do no harm there. */
const INVISIBLE_IN_LINES = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The text with invisible characters written out, for example `\u202E`: neither a terminal nor a page obeys them. */
export function makeVisible(text: string): string {
  return text.replace(ALL_INVISIBLE, escapeCharacter);
}

/** The same for a text of several lines: line breaks and tabs stay. */
export function makeLinesVisible(text: string): string {
  return text.replace(INVISIBLE_IN_LINES, escapeCharacter);
}

function escapeCharacter(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}
