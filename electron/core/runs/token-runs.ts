import type { AppError } from '../../../shared/errors.ts';
import type { RequestPreview, TokenRun } from '../../../shared/ipc/runs.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { readTokenOutcome, tokenFromExchange } from '../../../shared/oauth/token/token-response.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { previewRequest } from '../requests/preview-request.ts';
import type { RunContext } from '../requests/run-context.ts';
import type { TokenRequests } from '../requests/token-requests.ts';
import type { Reporter } from './reporter.ts';

export interface TokenRunsOptions {
  readonly requests: Pick<TokenRequests, 'prepare' | 'send'>;
  readonly reporter: Reporter;
}

/** Requests tokens and previews the request. No result contains a client secret. */
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
    const { reporter } = this.#options;
    const repeated = earlier.map((request) => reporter.report(request, { workspace }).exchange);
    await reporter.awaitLog(last, workspace);
    const report = reporter.report(last, { workspace });
    const outcome = readTokenOutcome(report.exchange);
    // Read from the masked exchange: a token that contains the client secret is not used.
    const token = tokenFromExchange(report.exchange, outcome, workspace);
    return ok({ ...report, outcome, earlier: repeated, token });
  }
}
