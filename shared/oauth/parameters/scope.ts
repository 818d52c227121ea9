/**
 * The tokens of a `scope` value, in order, without duplicates (RFC 6749 §3.3). Accepts any white space between them.
 */
export function parseScope(text: string): string[] {
  return [...new Set(text.split(/\s+/).filter((token) => token !== ''))];
}

/** Whether a text is a valid scope token: printable ASCII without space, `"` and `\` (RFC 6749 §3.3). */
export function isScopeToken(text: string): boolean {
  return /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(text);
}

export interface ScopeComparison {
  /** The token's scopes. */
  readonly granted: readonly string[];
  /** Requested but not granted. */
  readonly missing: readonly string[];
  /** Granted but not requested. */
  readonly extra: readonly string[];
}

/**
 * Compares scopes, case-sensitively and ignoring order (RFC 6749 §3.3). `granted` is null if the response had no
 * `scope`: then all were granted (RFC 6749 §5.1).
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
