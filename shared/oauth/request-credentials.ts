/** What a request proves its client with: made ready before it is built, because signing takes keys and time. */
export interface RequestCredentials {
  /** The client's secret; null where none was entered or the method needs none. */
  readonly secret: string | null;
  /** A signed client assertion (RFC 7521 §4.2); null where the method has none, or none could be made. */
  readonly assertion: string | null;
  /** A proof of possession for this very request (RFC 9449 §4.2); null where none is asked for. */
  readonly dpopProof: string | null;
  /** Values of secret variables by name: `{{name}}` in a field stands for one of them. */
  readonly secretVariables: ReadonlyMap<string, string>;
}

/** Nothing but a secret, or not even that. */
export function secretOnly(secret: string | null): RequestCredentials {
  return { secret, assertion: null, dpopProof: null, secretVariables: NONE };
}

const NONE: ReadonlyMap<string, string> = new Map();
