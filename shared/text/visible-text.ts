/** Control characters, and those that turn the direction of writing: unseen they would make a sentence say something else. */
const INVISIBLE = /[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/gu;

/** The text with what nobody would see written out, for example `\u202E`: a terminal or a page obeys none of it. */
export function makeVisible(text: string): string {
  return text.replace(
    INVISIBLE,
    (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
}
