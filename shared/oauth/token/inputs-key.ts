import type { Workspace } from '../../model/workspace.ts';
import { fingerprint } from '../../text/fingerprint.ts';
import { tokenInputs } from './token-inputs.ts';

/**
 * A short key of everything in a workspace that shapes the token request: a token whose key differs from today's
 * was made by other inputs and is stale.
 */
export function inputsKey(workspace: Workspace): string {
  return fingerprint(JSON.stringify([workspace.id, tokenInputs(workspace)]));
}
