import { inputsKey } from '../../../shared/oauth/inputs-key.ts';
import type { AppState } from '../store.ts';
import { selectWorkspace } from './workspaces.ts';

/** The key of the inputs as they are in the workspace in use: a token that has another is stale. */
export function selectInputsKey(state: AppState): string {
  return inputsKey(selectWorkspace(state));
}
