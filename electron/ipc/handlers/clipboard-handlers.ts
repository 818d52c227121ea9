import { ok } from '../../../shared/result.ts';
import type { AppServices } from '../../core/service-ports.ts';
import type { HandlerGroup } from '../handler-types.ts';

export function createClipboardHandlers({
  clipboard,
}: Pick<AppServices, 'clipboard'>): HandlerGroup<'clipboard.write' | 'clipboard.copyTokenCurl'> {
  return {
    'clipboard.write': ({ text }) => {
      clipboard.write(text);
      return ok(null);
    },
    'clipboard.copyTokenCurl': (input) => clipboard.copyTokenCurl(input),
  };
}
