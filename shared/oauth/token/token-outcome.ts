/** The content of a token response, in any shape (RFC 6749 §5.1, §5.2 and servers that deviate). */
export type TokenOutcome =
  | {
      readonly kind: 'token';
      readonly accessToken: string;
      readonly tokenType: string | null;
      /** Seconds; null when absent or unreadable. */
      readonly expiresIn: number | null;
      /** Null if absent from the response. */
      readonly scopes: readonly string[] | null;
      /** All members as received, known and unknown. */
      readonly members: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: 'error';
      readonly error: string;
      readonly description: string | null;
      readonly uri: string | null;
      readonly members: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: 'unreadable';
      readonly reason: 'empty' | 'html' | 'not-json' | 'not-an-object' | 'no-access-token';
    }
  | { readonly kind: 'no-response' };
