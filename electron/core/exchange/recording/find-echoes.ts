/**
 * A text of this length is nowhere by chance: it is found within a word, too, as where a secret variable stands amid
 * other text. A shorter one may be part of a token, which masking would only spoil.
 */
const NO_CHANCE_LENGTH = 12;

/** Where a secret stands in a text, from left to right and without overlaps; a short one only as a whole word. */
export function findEchoes(text: string, secret: string, wordCharacter: RegExp): number[] {
  const isWord = (character: string | undefined) => character !== undefined && wordCharacter.test(character);
  const isLong = secret.length >= NO_CHANCE_LENGTH;
  const found: number[] = [];
  let free = 0;
  for (let at = text.indexOf(secret); at !== -1; at = text.indexOf(secret, at + 1)) {
    if (at < free) continue;
    if (!isLong && (isWord(text[at - 1]) || isWord(text[at + secret.length]))) continue;
    found.push(at);
    free = at + secret.length;
  }
  return found;
}
