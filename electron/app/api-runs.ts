import { diagnose, lintRequest } from '../../shared/diagnose/diagnose.ts';
import { type AppError, appError } from '../../shared/errors.ts';
import { type HttpRequest, redactExchange, redactRequest } from '../../shared/http/exchange.ts';
import type { ApiRun, RequestPreview } from '../../shared/ipc/contract.ts';
import type { Workspace } from '../../shared/model/workspace.ts';
import { buildApiRequest } from '../../shared/oauth/api-request.ts';
import type { AccessToken } from '../../shared/oauth/token.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { checkResolved } from '../../shared/variables/check-resolved.ts';
import { resolveWorkspace } from '../../shared/variables/resolve-workspace.ts';
import { readSecretValues } from '../credentials/secret-variables.ts';
import type { HistoryService } from '../history/history-service.ts';
import type { SecretStore } from '../storage/secret-store.ts';
import type { RunRegistry } from './run-registry.ts';
import type { TokenShelf } from './token-shelf.ts';
import { withholdEcho } from './withhold-echo.ts';
import type { WorkspaceExchanges } from './workspace-exchanges.ts';

export interface ApiRunsOptions {
  readonly secrets: Pick<SecretStore, 'get'>;
  readonly exchanges: WorkspaceExchanges;
  readonly runs: RunRegistry;
  readonly shelf: TokenShelf;
  readonly history: Pick<HistoryService, 'record'>;
  readonly now: () => number;
}

interface PreparedCall {
  readonly request: HttpRequest;
  readonly token: AccessToken | null;
  /** What must not come back in an answer. */
  readonly withhold: readonly string[];
  /** Why it is to be looked at only. */
  readonly unresolved: AppError | null;
}

/** Calls an API with a token from the shelf, or bare. */
export class ApiRuns {
  readonly #options: ApiRunsOptions;

  constructor(options: ApiRunsOptions) {
    this.#options = options;
  }

  async preview(workspace: Workspace, tokenId: string | null): Promise<Result<RequestPreview, AppError>> {
    const prepared = await this.#prepare(workspace, tokenId);
    if (!prepared.ok) return ok({ request: null, problem: prepared.error, warnings: [] });
    const { request, unresolved } = prepared.value;
    return ok({
      request: redactRequest(request),
      problem: unresolved,
      warnings: unresolved ? [] : lintRequest(request, workspace),
    });
  }

  run(runId: string, workspace: Workspace, tokenId: string | null): Promise<Result<ApiRun, AppError>> {
    return this.#options.runs.track(runId, async (signal) => {
      const prepared = await this.#prepare(workspace, tokenId);
      if (!prepared.ok) return prepared;
      const { request, token, withhold, unresolved } = prepared.value;
      if (unresolved) return err(unresolved);
      const performed = await this.#options.exchanges.perform(request, workspace, {
        id: runId,
        purpose: 'api',
        signal,
        withhold,
        followRedirects: workspace.api.followRedirects ?? false,
      });
      const exchange = redactExchange(withholdEcho(performed, withhold));
      const findings = diagnose(exchange, {
        workspace,
        outcome: null,
        token,
        now: this.#options.now(),
      });
      this.#options.history.record(exchange, workspace, findings);
      return ok({ exchange, findings });
    });
  }

  async #prepare(workspace: Workspace, tokenId: string | null): Promise<Result<PreparedCall, AppError>> {
    const token = this.#findToken(tokenId);
    if (!token.ok) return token;
    const secrets = await readSecretValues(this.#options.secrets, workspace, 'api');
    if (!secrets.ok) return secrets;
    const resolution = resolveWorkspace(workspace);
    const request = buildApiRequest(resolution.workspace.api, token.value, null, secrets.value);
    if (!request.ok) return request;
    return ok({
      request: request.value,
      token: token.value,
      withhold: [...secrets.value.values()],
      unresolved: checkResolved(resolution, 'api', secrets.value),
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
