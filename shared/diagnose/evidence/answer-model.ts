import type { Mention } from './mentions.ts';
import type { Page } from './page.ts';

/** All that an answer says, wherever it says it. */
export interface Answer {
  readonly format: 'none' | 'empty' | 'json' | 'html' | 'xml' | 'form' | 'text' | 'binary';
  /** The error code of OAuth and its extensions, in the spelling of the RFCs; null without one. */
  readonly code: string | null;
  /** The code of the body, where the challenge has another one: the answer contradicts itself. */
  readonly rivalCode: string | null;
  /** Other codes, as written. */
  readonly codes: readonly string[];
  /** What the server wrote in words. Shown beside every verdict. */
  readonly sentences: readonly string[];
  /** The same to read: words of other languages in English. */
  readonly english: readonly string[];
  /** All of `english` in one text. */
  readonly words: string;
  readonly mentions: readonly Mention[];
  /** The response contains words that Credence could not interpret. */
  readonly hasUnreadWords: boolean;
  readonly page: Page | null;
  /** Where the error code stands: an API's is in the challenge, a token endpoint's in the body. */
  readonly codeFrom: 'body' | 'challenge' | null;
  /** The status is one of success, and the body reports a failure: `{"errcode": 40013, "errmsg": …}`. */
  readonly failsInside: boolean;
}
