import { highlightSpecialChars } from '@codemirror/view';
import { INVISIBLE, makeVisible } from '../../../shared/text/visible-text.ts';

/** Draws invisible characters as what they are (`\u202E`). The document, and what is copied of it, stays exact. */
export const specialCharacters = highlightSpecialChars({
  specialChars: /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
  render: (code, description) => {
    const span = document.createElement('span');
    const character = String.fromCodePoint(code);
    span.textContent = INVISIBLE.test(character) ? makeVisible(character) : character;
    span.title = description ?? '';
    span.className = 'cm-specialChar';
    return span;
  },
});
