/** The languages that code is written in, in the order they are offered. */
export const SNIPPET_LANGUAGES = [
  { id: 'javascript', label: 'JavaScript (fetch)' },
  { id: 'python', label: 'Python (requests)' },
  { id: 'java', label: 'Java (HttpClient)' },
  { id: 'csharp', label: 'C# (HttpClient)' },
  { id: 'go', label: 'Go (net/http)' },
  { id: 'php', label: 'PHP (curl)' },
] as const;

export type SnippetLanguage = (typeof SNIPPET_LANGUAGES)[number]['id'];

/** `token`: the token call alone. `api`: the API call, with a token that is fetched, kept and renewed. */
export type SnippetTarget = 'token' | 'api';

/** A short program that makes the same call as the bench. */
export interface Snippet {
  readonly language: SnippetLanguage;
  readonly text: string;
  /** What to save the program as, for example `Token.java`. */
  readonly fileName: string;
  /** How to run it, for example `java Token.java`. */
  readonly command: string;
  /** Environment variables it reads its secrets from. */
  readonly environment: readonly string[];
  /** Files that must lie beside it: the authorities that the workspace trusts. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** Where the program does something else than the bench, in sentences. */
  readonly notes: readonly string[];
}
