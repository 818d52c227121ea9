import { ok } from '../../../shared/result.ts';
import type { AppServices } from '../../app/services.ts';
import type { HandlerGroup } from '../handler-types.ts';

export function createRunHandlers({
  metadataRuns,
  tokenRuns,
  apiRuns,
  runs,
}: Pick<AppServices, 'metadataRuns' | 'tokenRuns' | 'apiRuns' | 'runs'>): HandlerGroup<
  'metadata.fetch' | 'token.preview' | 'token.run' | 'token.adopt' | 'api.preview' | 'api.run' | 'run.cancel'
> {
  return {
    'metadata.fetch': ({ runId, workspace, address }) => metadataRuns.fetch(runId, workspace, address),
    'token.preview': ({ workspace }) => tokenRuns.preview(workspace),
    'token.run': ({ runId, workspace }) => tokenRuns.run(runId, workspace),
    'token.adopt': (input) => tokenRuns.adopt(input),
    'api.preview': ({ workspace, tokenId }) => apiRuns.preview(workspace, tokenId),
    'api.run': ({ runId, workspace, tokenId }) => apiRuns.run(runId, workspace, tokenId),
    'run.cancel': ({ runId }) => {
      runs.cancel(runId);
      return ok(null);
    },
  };
}
