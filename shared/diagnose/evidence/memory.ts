import { listSome, quote } from '../quote.ts';

/** What can differ between a request and an earlier one that succeeded. */
export const CHANGES = [
  'client-id',
  'secret',
  'key',
  'encoding',
  'method',
  'grant',
  'scope',
  'audience',
  'parameters',
  'headers',
  'body',
  'url',
  'http-method',
  'certificate',
  'proof',
  'proxy',
  'token',
] as const;

export type Change = (typeof CHANGES)[number];

/**
 * The last success of the same client at the same endpoint (for API calls: the last call that passed), and what has
 * changed since. Holds no secret: that one changed is known by a keyed digest, in the main process alone.
 */
export interface Memory {
  /** Milliseconds since the epoch. */
  readonly lastSuccessAt: number;
  readonly changed: readonly Change[];
  /** How the requested scopes differ from those of the success; left out where they do not. */
  readonly scopes?: { readonly added: readonly string[]; readonly removed: readonly string[] };
}

/** Each change as a sentence has it: “since then you changed …”. */
const CHANGE_NAMES: Readonly<Record<Change, string>> = {
  'client-id': 'the client ID',
  secret: 'the secret',
  key: 'the key',
  encoding: 'the Basic encoding',
  method: 'the authentication method',
  grant: 'the grant',
  scope: 'the scopes',
  audience: 'the audience',
  parameters: 'the parameters',
  headers: 'the headers',
  body: 'the body',
  url: 'the URL',
  'http-method': 'the HTTP method',
  certificate: 'the certificate',
  proof: 'the proof',
  proxy: 'the proxy',
  token: 'the token',
};

/** One change in words, with what is known of it: “the scopes (added “write”)”. */
export function describeChange(change: Change, { scopes }: Memory): string {
  if (change !== 'scope' || !scopes) return CHANGE_NAMES[change];
  const parts = [
    ['added', scopes.added],
    ['removed', scopes.removed],
  ] as const;
  const details = parts
    .filter(([, names]) => names.length > 0)
    .map(([what, names]) => `${what} ${listSome(names.map((name) => quote(name, 60)))}`);
  return details.length === 0 ? CHANGE_NAMES.scope : `${CHANGE_NAMES.scope} (${details.join('; ')})`;
}
