import { type AppError, appError } from '../../../shared/errors.ts';
import type {
  ApiRun,
  RequestPreview,
  TokenAndCall,
  TokenRenewal,
  TokenRun,
} from '../../../shared/ipc/runs.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { inputsKey } from '../../../shared/oauth/token/inputs-key.ts';
import { isDueForRenewal, isRefusedForToken } from '../../../shared/oauth/token/renewal.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import { isStale } from '../../../shared/oauth/token/token-state.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { ApiRequests } from '../requests/api-requests.ts';
import { previewRequest } from '../requests/preview-request.ts';
import type { SentRequest } from '../requests/repeat-for-nonce.ts';
import type { RunContext } from '../requests/run-context.ts';
import type { Report, Reporter } from './reporter.ts';
import type { TokenRuns } from './token-runs.ts';

export interface ApiRunsOptions {
  readonly requests: Pick<ApiRequests, 'prepare' | 'send'>;
  readonly tokens: Pick<TokenRuns, 'run'>;
  readonly reporter: Reporter;
  readonly now: () => number;
}

interface Calls {
  readonly last: Report;
  /** The requests it repeats, first to last. */
  readonly earlier: readonly Report[];
}

/** For a token that no longer matches the workspace: refuse to send it, or send it anyway. */
export type StaleToken = 'refuse' | 'send';

/** Calls an API, with or without a token. */
export class ApiRuns {
  readonly #options: ApiRunsOptions;

  constructor(options: ApiRunsOptions) {
    this.#options = options;
  }

  async preview(workspace: Workspace, token: AccessToken | null): Promise<RequestPreview> {
    return previewRequest(await this.#options.requests.prepare(workspace, token, 'show'), workspace);
  }

  /**
   * Calls the API. Renews an expired or rejected token once if the workspace allows it; the result tells. Fails with
   * `token.stale`, before sending, if the token no longer matches the workspace, unless `stale` is `send`.
   */
  async run(
    workspace: Workspace,
    token: AccessToken | null,
    { id, signal }: RunContext,
    stale: StaleToken = 'refuse',
  ): Promise<Result<ApiRun, AppError>> {
    if (stale === 'refuse' && token && isStale(token, inputsKey(workspace))) return err(staleToken());
    const renew = (reason: TokenRenewal['reason']) =>
      this.#renew(reason, workspace, { id: `${id}/token`, signal });
    const isDue = isDueForRenewal(token, workspace, this.#options.now());
    const early = isDue ? await renew('before-expiry') : null;
    const calls = await this.#call(workspace, tokenOf(early) ?? token, { id, signal });
    if (!calls.ok) return calls;
    if (early) return ok({ ...this.#record(calls.value, workspace), renewal: early });
    if (!isRefused(calls.value, token, workspace)) return ok(this.#record(calls.value, workspace));

    const renewal = await renew('unauthorized');
    const fresh = tokenOf(renewal);
    // Without a new token the call would fail again.
    const again = fresh && (await this.#call(workspace, fresh, { id: `${id}/renewed`, signal }));
    const all = again?.ok ? linked(calls.value, again.value) : calls.value;
    return ok({ ...this.#record(all, workspace), renewal });
  }

  /** Requests a token, then calls the API with it. Without a token it skips the call, which would fail. */
  async runWithNewToken(
    workspace: Workspace,
    { id, signal }: RunContext,
    onToken: (run: TokenRun) => void = () => {},
  ): Promise<Result<TokenAndCall, AppError>> {
    const requested = await this.#options.tokens.run(workspace, { id: `${id}/token`, signal });
    if (!requested.ok) return requested;
    onToken(requested.value);
    const { token } = requested.value;
    return ok({
      token: requested.value,
      call: token && (await this.run(workspace, token, { id, signal })),
    });
  }

  async #renew(reason: TokenRenewal['reason'], workspace: Workspace, run: RunContext): Promise<TokenRenewal> {
    return { reason, run: await this.#options.tokens.run(workspace, run) };
  }

  async #call(
    workspace: Workspace,
    token: AccessToken | null,
    run: RunContext,
  ): Promise<Result<Calls, AppError>> {
    const sent = await this.#options.requests.send(workspace, token, run);
    if (!sent.ok) return sent;
    await this.#options.reporter.awaitLog(sent.value.last, workspace);
    const show = (request: SentRequest) => this.#options.reporter.judge(request, { workspace, token });
    return ok({ last: show(sent.value.last), earlier: sent.value.earlier.map(show) });
  }

  #record({ last, earlier }: Calls, workspace: Workspace): ApiRun {
    for (const call of [...earlier, last]) this.#options.reporter.record(call, workspace);
    return { ...last, earlier: earlier.map(({ exchange }) => exchange) };
  }
}

function staleToken(): AppError {
  return appError(
    'token.stale',
    'The token was requested with other settings than those of the workspace now.',
    {
      nextStep: 'Get a new token, or send this one on purpose.',
    },
  );
}

function tokenOf(renewal: TokenRenewal | null): AccessToken | null {
  return renewal?.run.ok ? renewal.run.value.token : null;
}

function isRefused({ last }: Calls, token: AccessToken | null, workspace: Workspace): boolean {
  return isRefusedForToken(last.exchange, last.findings, token, workspace);
}

/**
 * The calls before and after a renewal, linked in order. The first call after it repeats the rejected one, which may
 * itself be a retry for a nonce.
 */
function linked(before: Calls, after: Calls): Calls {
  const reason = 'token-renewed';
  const [next = after.last] = after.earlier;
  const repeatedBy = { exchangeId: next.exchange.id, reason } as const;
  const repeats = { exchangeId: before.last.exchange.id, reason } as const;
  const refused: Report = { ...before.last, exchange: { ...before.last.exchange, repeatedBy } };
  const link = (call: Report): Report =>
    call === next ? { ...call, exchange: { ...call.exchange, repeats } } : call;
  return {
    last: link(after.last),
    earlier: [...before.earlier, refused, ...after.earlier.map(link)],
  };
}
