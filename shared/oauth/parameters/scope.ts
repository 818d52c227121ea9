/** The scope tokens of a `scope` value, in order, each once (RFC 6749 §3.3). Tolerates any white space between them. */
export function parseScope(text: string): string[] {
  return [...new Set(text.split(/\s+/).filter((token) => token !== ''))];
}

/** Whether a text is a scope token: printable ASCII without space, `"` and `\` (RFC 6749 §3.3). */
export function isScopeToken(text: string): boolean {
  return /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(text);
}

export interface ScopeComparison {
  /** What the token has. */
  readonly granted: readonly string[];
  /** Asked for and not granted. */
  readonly missing: readonly string[];
  /** Granted without having been asked for. */
  readonly extra: readonly string[];
}

/**
 * Compares scopes case-sensitively and without regard to order (RFC 6749 §3.3). `granted` is null when the answer
 * had no `scope`: then everything was granted as requested (RFC 6749 §5.1).
 */
export function compareScopes(
  requested: readonly string[],
  granted: readonly string[] | null,
): ScopeComparison {
  if (granted === null) return { granted: requested, missing: [], extra: [] };
  const [has, asked] = [new Set(granted), new Set(requested)];
  return {
    granted,
    missing: requested.filter((scope) => !has.has(scope)),
    extra: granted.filter((scope) => !asked.has(scope)),
  };
}
