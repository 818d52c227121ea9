import { setImmediate as nextTurn } from 'node:timers/promises';
import { type AppError, appError } from '../../../shared/errors.ts';
import { isLoopbackHost } from '../../../shared/http/target-url.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import { readTokenOutcome } from '../../../shared/oauth/token/token-response.ts';
import type { RepeatReport } from '../../../shared/repeat/report.ts';
import { failureKind, type RepeatPlan, RepeatTally } from '../../../shared/repeat/tally.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { ApiRequests } from '../requests/api-requests.ts';
import { maskExchange } from '../requests/mask-exchange.ts';
import type { SentRequests } from '../requests/repeat-for-nonce.ts';
import type { RunContext } from '../requests/run-context.ts';
import type { TokenRequests } from '../requests/token-requests.ts';
import type { Reporter } from './reporter.ts';

export interface RepeatRunsOptions {
  readonly tokenRequests: Pick<TokenRequests, 'prepare' | 'send'>;
  readonly apiRequests: Pick<ApiRequests, 'prepare' | 'send'>;
  readonly reporter: Reporter;
  readonly onProgress: (runId: string, report: RepeatReport) => void;
  readonly now: () => number;
}

export interface RepeatOrder extends RepeatPlan {
  readonly workspace: Workspace;
  /** For API calls; null means without a token. */
  readonly token: AccessToken | null;
  /** The user confirmed that the server is remote. */
  readonly allowRemote: boolean;
}

/** Often enough to look live, and no faster than the eye can follow. */
const REPORT_EVERY_MS = 200;

interface Work {
  readonly send: (id: string, signal: AbortSignal) => Promise<Result<SentRequests, AppError>>;
  readonly tally: RepeatTally;
  readonly signal: AbortSignal;
}

/**
 * Runs a token request or an API call many times, with concurrency. Each has its own assertion and proof. Only the
 * first success and the first failures go into the history, so that a long run does not evict everything else.
 */
export class RepeatRuns {
  readonly #options: RepeatRunsOptions;

  constructor(options: RepeatRunsOptions) {
    this.#options = options;
  }

  async run(order: RepeatOrder, { id: runId, signal }: RunContext): Promise<Result<RepeatReport, AppError>> {
    const refusal = await this.#checkTarget(order);
    if (refusal) return err(refusal);
    const { workspace, target, token, planned, atOnce } = order;
    const { tokenRequests, apiRequests } = this.#options;
    const send: Work['send'] =
      target === 'token'
        ? (id, stop) => tokenRequests.send(workspace, { id, signal: stop })
        : (id, stop) => apiRequests.send(workspace, token, { id, signal: stop });
    const tally = new RepeatTally({ target, planned, atOnce });
    return this.#perform(runId, order, { send, tally, signal });
  }

  async #perform(
    runId: string,
    order: RepeatOrder,
    { send, tally, signal }: Work,
  ): Promise<Result<RepeatReport, AppError>> {
    const { planned, atOnce } = order;
    const { now, onProgress } = this.#options;
    const startedAt = now();
    // A request that cannot be built stops the run: each attempt would fail the same way.
    const stop = new AbortController();
    const stopped = AbortSignal.any([signal, stop.signal]);
    let problem: AppError | null = null;
    let next = 0;
    const work = async () => {
      while (next < planned && !stopped.aborted) {
        next += 1;
        const sent = await send(`${runId}/${next}`, stopped);
        if (!sent.ok) {
          problem ??= sent.error;
          stop.abort();
        } else if (sent.value.last.exchange.failure?.code !== 'cancelled') {
          this.#count(tally, sent.value, order);
        }
        // Yield to the window's work, however fast responses arrive.
        await nextTurn();
      }
    };
    const report = (state: RepeatReport['state']) => tally.report(state, now() - startedAt);
    const timer = setInterval(() => onProgress(runId, report('running')), REPORT_EVERY_MS);
    try {
      await Promise.all(Array.from({ length: Math.min(atOnce, planned) }, work));
    } finally {
      clearInterval(timer);
    }
    if (problem) return err(problem);
    return ok(report(signal.aborted ? 'cancelled' : 'done'));
  }

  #count(
    tally: RepeatTally,
    { last, earlier }: SentRequests,
    { workspace, target, token }: RepeatOrder,
  ): void {
    const { exchange } = last;
    const outcome = target === 'token' ? readTokenOutcome(exchange) : null;
    const brought = outcome?.kind === 'token' ? outcome.accessToken : null;
    const status = exchange.response?.status ?? 0;
    const isSuccess =
      exchange.failure === null && (target === 'token' ? brought !== null : status >= 200 && status < 400);
    // Successes are not diagnosed; failures are diagnosed from their masked form.
    const { reporter } = this.#options;
    const report = isSuccess ? null : reporter.judge(last, { workspace, token });
    const isKept = tally.add({
      exchange,
      token: brought,
      failure: report && failureKind(report.exchange, report.findings),
      repeatedForNonce: earlier.length > 0,
    });
    if (isKept) reporter.record(report ?? { exchange: maskExchange(last), findings: [] }, workspace);
  }

  /** Null if the request may be repeated. Faults of the request itself surface on the first send. */
  async #checkTarget({ workspace, target, token, allowRemote }: RepeatOrder): Promise<AppError | null> {
    const { tokenRequests, apiRequests } = this.#options;
    const prepared = await (target === 'token'
      ? tokenRequests.prepare(workspace, 'show')
      : apiRequests.prepare(workspace, token, 'show'));
    if (!prepared.ok) return prepared.error;
    const { request, unresolved } = prepared.value;
    if (unresolved) return unresolved;
    const { hostname } = new URL(request.url);
    if (allowRemote || isLoopbackHost(hostname)) return null;
    return appError('config.invalid', `${hostname} is not this computer.`, {
      nextStep: 'Confirm that you may load this server with requests.',
    });
  }
}
