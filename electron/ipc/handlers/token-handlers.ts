import { ok } from '../../../shared/result.ts';
import type { AppServices } from '../../core/service-ports.ts';
import type { HandlerGroup } from '../handler-types.ts';

export function createTokenHandlers({
  tokenOperations,
  shelf,
}: Pick<AppServices, 'tokenOperations' | 'shelf'>): HandlerGroup<
  'token.introspect' | 'token.revoke' | 'token.verify' | 'token.remove'
> {
  return {
    'token.introspect': ({ runId, workspace, ...what }) => tokenOperations.introspect(runId, workspace, what),
    'token.revoke': ({ runId, workspace, ...what }) => tokenOperations.revoke(runId, workspace, what),
    'token.verify': ({ runId, workspace, ...what }) => tokenOperations.verify(runId, workspace, what),
    'token.remove': ({ ids }) => {
      shelf.remove(ids);
      return ok(null);
    },
  };
}
