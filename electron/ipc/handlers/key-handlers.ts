import type { AppServices } from '../../app/services.ts';
import type { HandlerGroup } from '../handler-types.ts';

export function createKeyHandlers({ keys }: Pick<AppServices, 'keys'>): HandlerGroup<'key.generate'> {
  return {
    'key.generate': ({ workspaceId, name, kind }) => keys.generate(workspaceId, { name, kind }),
  };
}
