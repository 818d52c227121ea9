import { diagnose } from '../../../shared/diagnose/diagnose.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { RequestPreview, TokenRun } from '../../../shared/ipc/runs.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { readTokenOutcome, tokenFromExchange } from '../../../shared/oauth/token/token-response.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { HistoryService } from '../history/history-service.ts';
import { previewRequest } from '../requests/preview-request.ts';
import type { SentRequest } from '../requests/repeat-for-nonce.ts';
import type { RunContext } from '../requests/run-context.ts';
import { shownExchange } from '../requests/shown-exchange.ts';
import type { TokenRequests } from '../requests/token-requests.ts';

export interface TokenRunsOptions {
  readonly requests: Pick<TokenRequests, 'prepare' | 'send'>;
  readonly history: Pick<HistoryService, 'record'>;
  readonly now: () => number;
}

/** Requests tokens, and shows beforehand what would be sent. Nothing it answers with holds a client secret. */
export class TokenRuns {
  readonly #options: TokenRunsOptions;

  constructor(options: TokenRunsOptions) {
    this.#options = options;
  }

  async preview(workspace: Workspace): Promise<RequestPreview> {
    return previewRequest(await this.#options.requests.prepare(workspace, 'show'), workspace);
  }

  async run(workspace: Workspace, { id, signal }: RunContext): Promise<Result<TokenRun, AppError>> {
    const sent = await this.#options.requests.send(workspace, { id, signal });
    if (!sent.ok) return sent;
    const { last, earlier } = sent.value;
    const repeated = earlier.map((request) => this.#report(request, workspace).exchange);
    // The token is read from what was received, what is shown from what may be shown.
    const token = tokenFromExchange(last.exchange, readTokenOutcome(last.exchange), workspace);
    return ok({ ...this.#report(last, workspace), earlier: repeated, token });
  }

  /** What may be shown of a request that was sent, diagnosed and recorded. */
  #report(request: SentRequest, workspace: Workspace): Omit<TokenRun, 'token' | 'earlier'> {
    const shown = shownExchange(request);
    const outcome = readTokenOutcome(shown);
    const findings = diagnose(shown, { workspace, outcome, now: this.#options.now() });
    this.#options.history.record(shown, workspace, findings);
    return { exchange: shown, outcome, findings };
  }
}
