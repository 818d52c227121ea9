import { diagnose, lintRequest } from '../../shared/diagnose/diagnose.ts';
import { type AppError, appError } from '../../shared/errors.ts';
import { redactExchange, redactRequest } from '../../shared/http/exchange.ts';
import type { ApiRun, RequestPreview } from '../../shared/ipc/contract.ts';
import type { Workspace } from '../../shared/model/workspace.ts';
import type { AccessToken } from '../../shared/oauth/token.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { HistoryService } from '../history/history-service.ts';
import type { ApiRequests } from './api-requests.ts';
import type { SentRequest } from './repeat-for-nonce.ts';
import type { RunRegistry } from './run-registry.ts';
import type { TokenShelf } from './token-shelf.ts';
import { withholdEcho } from './withhold-echo.ts';

export interface ApiRunsOptions {
  readonly requests: Pick<ApiRequests, 'prepare' | 'send'>;
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

  async preview(workspace: Workspace, tokenId: string | null): Promise<Result<RequestPreview, AppError>> {
    const token = this.#findToken(tokenId);
    if (!token.ok) return ok({ request: null, problem: token.error, warnings: [] });
    const prepared = await this.#options.requests.prepare(workspace, token.value, 'show');
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
      const token = this.#findToken(tokenId);
      if (!token.ok) return token;
      const sent = await this.#options.requests.send(workspace, token.value, { id: runId, signal });
      if (!sent.ok) return sent;
      const { last, earlier } = sent.value;
      const report = (request: SentRequest) => this.#report(request, workspace, token.value);
      const repeated = earlier.map((request) => report(request).exchange);
      return ok({ ...report(last), earlier: repeated });
    });
  }

  /** What may be shown of a call that was made, diagnosed and recorded. */
  #report(sent: SentRequest, workspace: Workspace, token: AccessToken | null): Omit<ApiRun, 'earlier'> {
    const exchange = redactExchange(withholdEcho(sent.exchange, sent.withhold));
    const findings = diagnose(exchange, { workspace, outcome: null, token, now: this.#options.now() });
    this.#options.history.record(exchange, workspace, findings);
    return { exchange, findings };
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
