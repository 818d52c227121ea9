/** Reads a text from left to right. */
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

  /** The next character, empty at the end; `ahead` looks further. */
  peek(ahead = 0): string {
    return this.text[this.position + ahead] ?? '';
  }

  /** The next character, which is then behind us. */
  take(): string {
    const character = this.peek();
    this.position += 1;
    return character;
  }

  /** What a sticky regular expression matches here, which is then behind us; null, and nothing moved, if it does not. */
  match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text);
    if (match) this.position = pattern.lastIndex;
    return match;
  }
}

/** What was read of one command. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** Where the text after it begins. */
  readonly end: number;
  /** A quote that was opened and never closed, if any. */
  readonly openQuote: string | null;
  /** What the shell gives it to read: a here-document or here-string. */
  readonly stdin?: string | null;
}

/** Typographic quotes come from web pages and word processors; the shell would not know them, we do. */
export const CLOSING_QUOTES: Readonly<Partial<Record<string, string>>> = {
  '"': '"',
  "'": "'",
  '“': '”',
  '”': '”',
  '‘': '’',
  '’': '’',
};

/** A line that begins like an option belongs to the command even where the continuation mark got lost. */
export const LOST_CONTINUATION = /\n[ \t]*(?=(?:-[A-Za-z]|--[a-z]))/y;
