/** The supported languages, in display order. */
export const SNIPPET_LANGUAGES = [
  { id: 'javascript', label: 'JavaScript (fetch)' },
  { id: 'python', label: 'Python (requests)' },
  { id: 'java', label: 'Java (HttpClient)' },
  { id: 'csharp', label: 'C# (HttpClient)' },
  { id: 'go', label: 'Go (net/http)' },
  { id: 'php', label: 'PHP (curl)' },
] as const;

export type SnippetLanguage = (typeof SNIPPET_LANGUAGES)[number]['id'];

/** `token`: only the token request. `api`: the API call, with a token that is requested, cached and renewed. */
export type SnippetTarget = 'token' | 'api';

/** A short program that makes the same call as the app. */
export interface Snippet {
  readonly language: SnippetLanguage;
  readonly text: string;
  /** File name for the program, for example `Token.java`. */
  readonly fileName: string;
  /** How to run it, for example `java Token.java`. */
  readonly command: string;
  /** Environment variables it reads its secrets from. */
  readonly environment: readonly string[];
  /** Files needed beside it: the CAs the workspace trusts. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** Where the program differs from the app, as sentences. */
  readonly notes: readonly string[];
}
