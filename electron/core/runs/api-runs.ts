import { diagnose } from '../../../shared/diagnose/diagnose.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { ApiRun, RequestPreview, TokenRenewal } from '../../../shared/ipc/runs.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { isDueForRenewal, isRefusedForToken } from '../../../shared/oauth/token/renewal.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { HistoryService } from '../history/history-service.ts';
import type { ApiRequests } from '../requests/api-requests.ts';
import { previewRequest } from '../requests/preview-request.ts';
import type { SentRequest } from '../requests/repeat-for-nonce.ts';
import type { RunContext } from '../requests/run-context.ts';
import { shownExchange } from '../requests/shown-exchange.ts';
import type { RunRegistry } from './run-registry.ts';
import type { TokenRuns } from './token-runs.ts';
import type { TokenShelf } from './token-shelf.ts';

export interface ApiRunsOptions {
  readonly requests: Pick<ApiRequests, 'prepare' | 'send'>;
  readonly tokens: Pick<TokenRuns, 'request'>;
  readonly runs: RunRegistry;
  readonly shelf: TokenShelf;
  readonly history: Pick<HistoryService, 'record'>;
  readonly now: () => number;
}

/** One call, as it may be shown, and what is to be said about it. */
type Call = Pick<ApiRun, 'exchange' | 'findings'>;

interface Calls {
  readonly last: Call;
  /** What was repeated, first to last. */
  readonly earlier: readonly Call[];
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
    return ok(previewRequest(prepared, workspace));
  }

  /** Where the workspace says so, a token that is over or refused is renewed on the way: once, and it is told. */
  run(runId: string, workspace: Workspace, tokenId: string | null): Promise<Result<ApiRun, AppError>> {
    return this.#options.runs.track(runId, async (signal) => {
      const found = this.#findToken(tokenId);
      if (!found.ok) return found;
      const token = found.value;
      const renew = (reason: TokenRenewal['reason']) =>
        this.#renew(reason, workspace, { id: `${runId}/token`, signal });
      const isDue = isDueForRenewal(token, workspace, this.#options.now());
      const early = isDue ? await renew('before-expiry') : null;
      const calls = await this.#call(workspace, tokenOf(early) ?? token, { id: runId, signal });
      if (!calls.ok) return calls;
      if (early) return ok({ ...this.#record(calls.value, workspace), renewal: early });
      if (!isRefused(calls.value, token, workspace)) return ok(this.#record(calls.value, workspace));

      const renewal = await renew('unauthorized');
      const fresh = tokenOf(renewal);
      // Without a new token the call could only fail as before.
      const again = fresh && (await this.#call(workspace, fresh, { id: `${runId}/renewed`, signal }));
      const all = again?.ok ? linked(calls.value, again.value) : calls.value;
      return ok({ ...this.#record(all, workspace), renewal });
    });
  }

  async #renew(reason: TokenRenewal['reason'], workspace: Workspace, run: RunContext): Promise<TokenRenewal> {
    return { reason, run: await this.#options.tokens.request(workspace, run) };
  }

  async #call(
    workspace: Workspace,
    token: AccessToken | null,
    run: RunContext,
  ): Promise<Result<Calls, AppError>> {
    const sent = await this.#options.requests.send(workspace, token, run);
    if (!sent.ok) return sent;
    const show = (request: SentRequest): Call => {
      const shown = shownExchange(request);
      const context = { workspace, outcome: null, token, now: this.#options.now() };
      return { exchange: shown, findings: diagnose(shown, context) };
    };
    return ok({ last: show(sent.value.last), earlier: sent.value.earlier.map(show) });
  }

  #record({ last, earlier }: Calls, workspace: Workspace): ApiRun {
    for (const { exchange, findings } of [...earlier, last]) {
      this.#options.history.record(exchange, workspace, findings);
    }
    return { ...last, earlier: earlier.map(({ exchange }) => exchange) };
  }

  #findToken(tokenId: string | null): Result<AccessToken | null, AppError> {
    return tokenId === null ? ok(null) : this.#options.shelf.find(tokenId);
  }
}

function tokenOf(renewal: TokenRenewal | null): AccessToken | null {
  return renewal?.run.ok ? renewal.run.value.token : null;
}

function isRefused({ last }: Calls, token: AccessToken | null, workspace: Workspace): boolean {
  return isRefusedForToken(last.exchange, last.findings, token, workspace);
}

/**
 * The calls before and after a renewal. Each names its neighbours in the order they were made, so the first one after it is
 * the one that repeats the refused one; that one may have been repeated itself, for a nonce.
 */
function linked(before: Calls, after: Calls): Calls {
  const reason = 'token-renewed';
  const [next = after.last] = after.earlier;
  const repeatedBy = { exchangeId: next.exchange.id, reason } as const;
  const repeats = { exchangeId: before.last.exchange.id, reason } as const;
  const refused: Call = { ...before.last, exchange: { ...before.last.exchange, repeatedBy } };
  const link = (call: Call): Call =>
    call === next ? { ...call, exchange: { ...call.exchange, repeats } } : call;
  return {
    last: link(after.last),
    earlier: [...before.earlier, refused, ...after.earlier.map(link)],
  };
}
