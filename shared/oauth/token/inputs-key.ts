import type { Workspace } from '../../model/workspace.ts';
import { fingerprint } from '../../text/fingerprint.ts';
import { tokenInputs } from './token-inputs.ts';

/** A short hash of all inputs of the token request. A token is stale if its key differs from the current one. */
export function inputsKey(workspace: Workspace): string {
  return fingerprint(JSON.stringify([workspace.id, tokenInputs(workspace)]));
}
