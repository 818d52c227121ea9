import type { AppServices } from '../../core/service-ports.ts';
import type { HandlerGroup } from '../handler-types.ts';

export function createFileHandlers({
  files,
}: Pick<AppServices, 'files'>): HandlerGroup<'file.save' | 'file.open'> {
  return {
    'file.save': ({ suggestedName, text }) => files.save(suggestedName, text),
    'file.open': () => files.open(),
  };
}
