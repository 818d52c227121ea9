import { ok } from '../../../shared/result.ts';
import type { AppServices } from '../../core/service-ports.ts';
import type { HandlerGroup } from '../handler-types.ts';

export function createRunHandlers({
  metadataRuns,
  tokenRuns,
  apiRuns,
  repeatRuns,
  runs,
}: Pick<AppServices, 'metadataRuns' | 'tokenRuns' | 'apiRuns' | 'repeatRuns' | 'runs'>): HandlerGroup<
  | 'metadata.fetch'
  | 'token.preview'
  | 'token.run'
  | 'token.adopt'
  | 'api.preview'
  | 'api.run'
  | 'repeat.run'
  | 'run.cancel'
> {
  return {
    'metadata.fetch': ({ runId, workspace, address }) => metadataRuns.fetch(runId, workspace, address),
    'token.preview': ({ workspace }) => tokenRuns.preview(workspace),
    'token.run': ({ runId, workspace }) => tokenRuns.run(runId, workspace),
    'token.adopt': (input) => tokenRuns.adopt(input),
    'api.preview': ({ workspace, tokenId }) => apiRuns.preview(workspace, tokenId),
    'api.run': ({ runId, workspace, tokenId }) => apiRuns.run(runId, workspace, tokenId),
    'repeat.run': ({ runId, ...order }) => repeatRuns.run(runId, order),
    'run.cancel': ({ runId }) => {
      runs.cancel(runId);
      return ok(null);
    },
  };
}
