import type { SavedWorkspace } from '../../../shared/model/workspace.ts';

/** `Local Curity` becomes `local-curity.credence.json`. */
export function fileNameOf({ name }: SavedWorkspace): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['workspace'];
  return `${words.join('-').slice(0, 60)}.credence.json`;
}
