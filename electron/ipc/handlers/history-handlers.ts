import { ok } from '../../../shared/result.ts';
import { importHar } from '../../core/history/import-har.ts';
import type { AppServices } from '../../core/service-ports.ts';
import type { HandlerGroup } from '../handler-types.ts';

export function createHistoryHandlers({
  history,
}: Pick<AppServices, 'history'>): HandlerGroup<
  'history.list' | 'history.search' | 'history.get' | 'history.pin' | 'history.delete' | 'history.import'
> {
  return {
    'history.list': () => ok(JSON.stringify(history.list())),
    'history.search': ({ query }) => ok(history.search(query)),
    'history.get': ({ id }) => history.get(id),
    'history.pin': ({ ids, pinned }) => history.pin(ids, pinned),
    'history.delete': ({ ids }) => history.delete(ids),
    'history.import': (input) => importHar(history, input),
  };
}
