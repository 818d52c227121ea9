import type { Workspace } from '../../model/workspace.ts';
import type { AccessToken } from './token.ts';
import { type ChangedInput, CLIENT_ENTRY, changedInputs, tokenInputs } from './token-inputs.ts';

/**
 * A token's state, by priority: `revoked` from here, `expired` by its lifetime, `stale` if the current inputs differ,
 * else `live`.
 */
export type TokenState = 'live' | 'expired' | 'revoked' | 'stale';

/**
 * @param todaysKey of the inputs as they are, by `inputsKey`.
 * @param now milliseconds since the epoch.
 */
export function tokenState(token: AccessToken, todaysKey: string, now: number): TokenState {
  if (token.revokedAt !== undefined) return 'revoked';
  if (token.expiresAt !== null && token.expiresAt <= now) return 'expired';
  return isStale(token, todaysKey) ? 'stale' : 'live';
}

/** Whether the inputs have changed since the token was requested. A pasted token is never stale. */
export function isStale(token: AccessToken, todaysKey: string): boolean {
  return !token.pasted && token.inputsKey !== todaysKey;
}

/** The inputs changed since the token was requested; empty if it is not stale. */
export function staleInputs(token: AccessToken, workspace: Workspace): ChangedInput[] {
  return token.pasted ? [] : changedInputs(token.inputs, tokenInputs(workspace));
}

/** For example `the scope changed (read → read write)`, `the client and the parameter audience changed`. */
export function describeChanges(changes: readonly ChangedInput[]): string {
  const shown = changes.filter(({ name }) => name !== CLIENT_ENTRY);
  const [only] = shown;
  if (only === undefined) return 'another client of the same id is chosen';
  const names = shown.map(({ name }) => `the ${name}`);
  const subject =
    names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
  const values = shown.length === 1 && TELLING.includes(only.name) ? describeValues(only) : '';
  return `${subject} changed${values}`;
}

/** Inputs with short values worth showing. */
const TELLING: readonly string[] = ['scope', 'client', 'authentication method', 'audience', 'resource'];

/** Longer values do not fit into a sentence. */
const LONGEST = 60;

function describeValues({ before, after }: ChangedInput): string {
  const text = `${before ?? 'none'} → ${after ?? 'none'}`;
  return text.length > LONGEST ? '' : ` (${text})`;
}
