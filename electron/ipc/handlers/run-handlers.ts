import { ok } from '../../../shared/result.ts';
import type { AppServices } from '../../app/services.ts';
import type { HandlerGroup } from '../handler-types.ts';

export function createRunHandlers({
  tokenRuns,
  apiRuns,
  runs,
}: Pick<AppServices, 'tokenRuns' | 'apiRuns' | 'runs'>): HandlerGroup<
  'token.preview' | 'token.run' | 'token.adopt' | 'api.preview' | 'api.run' | 'run.cancel'
> {
  return {
    'token.preview': ({ workspace }) => tokenRuns.preview(workspace),
    'token.run': ({ runId, workspace }) => tokenRuns.run(runId, workspace),
    'token.adopt': ({ workspace, value }) => tokenRuns.adopt(workspace, value),
    'api.preview': ({ workspace, tokenId }) => apiRuns.preview(workspace, tokenId),
    'api.run': ({ runId, workspace, tokenId }) => apiRuns.run(runId, workspace, tokenId),
    'run.cancel': ({ runId }) => {
      runs.cancel(runId);
      return ok(null);
    },
  };
}
