import { diagnose, lintRequest } from '../../shared/diagnose/diagnose.ts';

import { type AppError, appError } from '../../shared/errors.ts';
import { redactExchange, redactRequest } from '../../shared/http/exchange.ts';
import type { ApiRun, RequestPreview } from '../../shared/ipc/contract.ts';
import type { Workspace } from '../../shared/model/workspace.ts';
import { buildApiRequest } from '../../shared/oauth/api-request.ts';
import type { AccessToken } from '../../shared/oauth/token.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { HistoryService } from '../history/history-service.ts';
import type { RunRegistry } from './run-registry.ts';
import type { TokenShelf } from './token-shelf.ts';
import type { WorkspaceExchanges } from './workspace-exchanges.ts';

export interface ApiRunsOptions {
  readonly exchanges: WorkspaceExchanges;
  readonly runs: RunRegistry;
  readonly shelf: TokenShelf;
  readonly history: Pick<HistoryService, 'record'>;
  readonly now: () => number;
}

/** Calls an API with a token from the shelf, or bare. */
export class ApiRuns {
  readonly #options: ApiRunsOptions;

  constructor(options: ApiRunsOptions) {
    this.#options = options;
  }

  preview(workspace: Workspace, tokenId: string | null): Result<RequestPreview, AppError> {
    const token = this.#findToken(tokenId);
    if (!token.ok) return ok({ request: null, problem: token.error, warnings: [] });
    const built = buildApiRequest(workspace.api, token.value);
    if (!built.ok) return ok({ request: null, problem: built.error, warnings: [] });
    const warnings = lintRequest(built.value, workspace);
    return ok({ request: redactRequest(built.value), problem: null, warnings });
  }

  run(runId: string, workspace: Workspace, tokenId: string | null): Promise<Result<ApiRun, AppError>> {
    return this.#options.runs.track(runId, async (signal) => {
      const token = this.#findToken(tokenId);
      if (!token.ok) return token;
      const request = buildApiRequest(workspace.api, token.value);
      if (!request.ok) return request;
      const exchange = redactExchange(
        await this.#options.exchanges.perform(request.value, workspace, {
          id: runId,
          purpose: 'api',
          signal,
          followRedirects: workspace.api.followRedirects ?? false,
        }),
      );
      const findings = diagnose(exchange, {
        workspace,
        outcome: null,
        token: token.value,
        now: this.#options.now(),
      });
      this.#options.history.record(exchange, workspace, findings);
      return ok({ exchange, findings });
    });
  }

  #findToken(tokenId: string | null): Result<AccessToken | null, AppError> {
    if (tokenId === null) return ok(null);
    const token = this.#options.shelf.get(tokenId);
    if (token) return ok(token);
    return err(
      appError('token.missing', 'This token is no longer kept.', {
        nextStep: 'Get a new token, then call the API.',
      }),
    );
  }
}
