/** Reads text from left to right. */
export class Scanner {
  readonly text: string;
  position: number;

  constructor(text: string, position = 0) {
    this.text = text;
    this.position = position;
  }

  get done(): boolean {
    return this.position >= this.text.length;
  }

  /** The next character, or an empty string at the end; `ahead` looks further. */
  peek(ahead = 0): string {
    return this.text[this.position + ahead] ?? '';
  }

  /** Consumes the next character. */
  take(): string {
    const character = this.peek();
    this.position += 1;
    return character;
  }

  /** Consumes a match of a sticky regular expression; null, without moving, if it does not match. */
  match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text);
    if (match) this.position = pattern.lastIndex;
    return match;
  }
}

/** One parsed command. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** Where the text after it starts. */
  readonly end: number;
  /** An unclosed quote, if any. */
  readonly openQuote: string | null;
  /** Its standard input: a here-document or here-string. */
  readonly stdin?: string | null;
}

/** Typographic quotes come from web pages and word processors. Shells reject them; we accept them. */
export const CLOSING_QUOTES: Readonly<Partial<Record<string, string>>> = {
  '"': '"',
  "'": "'",
  '“': '”',
  '”': '”',
  '‘': '’',
  '’': '’',
};

/** A line that starts like an option belongs to the command even if the continuation mark is missing. */
export const LOST_CONTINUATION = /\n[ \t]*(?=(?:-[A-Za-z]|--[a-z]))/y;
