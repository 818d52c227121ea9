import { blankClient, blankWorkspace } from '../../shared/model/blank-workspace.ts';
import { saveWorkspace } from '../../shared/model/saved-workspace.ts';
import type { Client, SavedWorkspace } from '../../shared/model/workspace.ts';
import { newId } from './new-id.ts';

/** A workspace to be filled in. */
export function newWorkspace(name: string): SavedWorkspace {
  return saveWorkspace(blankWorkspace({ id: newId(), clientKey: newId(), name }));
}

export function newClient(): Client {
  return blankClient(newId());
}
