import { randomUUID } from 'node:crypto';
import { diagnose, lintRequest } from '../../shared/diagnose/diagnose.ts';
import type { AppError } from '../../shared/errors.ts';
import { redactExchange, redactRequest } from '../../shared/http/exchange.ts';
import type { RequestPreview, TokenRun } from '../../shared/ipc/contract.ts';
import type { Workspace } from '../../shared/model/workspace.ts';
import { pastedToken } from '../../shared/oauth/pasted-token.ts';
import type { AccessToken } from '../../shared/oauth/token.ts';
import { buildTokenRequest } from '../../shared/oauth/token-request.ts';
import { readTokenOutcome, tokenFromExchange } from '../../shared/oauth/token-response.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { CredentialsService } from '../credentials/credentials-service.ts';
import type { HistoryService } from '../history/history-service.ts';
import type { RunRegistry } from './run-registry.ts';
import type { TokenShelf } from './token-shelf.ts';
import { withholdEcho } from './withhold-echo.ts';
import type { WorkspaceExchanges } from './workspace-exchanges.ts';

export interface TokenRunsOptions {
  readonly credentials: Pick<CredentialsService, 'prepare'>;
  readonly exchanges: WorkspaceExchanges;
  readonly runs: RunRegistry;
  readonly shelf: TokenShelf;
  readonly history: Pick<HistoryService, 'record'>;
  readonly now: () => number;
}

/** Requests tokens, and shows beforehand what would be sent. Nothing it answers with holds a client secret. */
export class TokenRuns {
  readonly #options: TokenRunsOptions;

  constructor(options: TokenRunsOptions) {
    this.#options = options;
  }

  async preview(workspace: Workspace): Promise<Result<RequestPreview, AppError>> {
    const prepared = await this.#options.credentials.prepare(workspace, 'show');
    if (!prepared.ok) return ok({ request: null, problem: prepared.error, warnings: [] });
    const { credentials } = prepared.value;
    const built = buildTokenRequest(workspace, credentials);
    // A request that lacks a variable's value is not sent, but worth looking at.
    const shown = built.ok ? built : buildTokenRequest(workspace, credentials, { unresolved: 'literal' });
    return ok({
      request: shown.ok ? redactRequest(shown.value) : null,
      problem: built.ok ? null : built.error,
      warnings: built.ok ? lintRequest(built.value, workspace) : [],
    });
  }

  /** Takes in a token that was obtained elsewhere, so that the API can be called with it. */
  adopt(workspace: Workspace, value: string): Result<AccessToken, AppError> {
    const token = pastedToken({ id: randomUUID(), value, workspace, now: this.#options.now() });
    this.#options.shelf.put(token);
    return ok(token);
  }

  run(runId: string, workspace: Workspace): Promise<Result<TokenRun, AppError>> {
    return this.#options.runs.track(runId, async (signal) => {
      const prepared = await this.#options.credentials.prepare(workspace, 'send');
      if (!prepared.ok) return prepared;
      const { credentials, clientCertificate, withhold } = prepared.value;
      const request = buildTokenRequest(workspace, credentials);
      if (!request.ok) return request;
      // Redirects are never followed here: the request carries the secret.
      const exchange = await this.#options.exchanges.perform(request.value, workspace, {
        id: runId,
        purpose: 'token',
        signal,
        withhold,
        clientCertificate,
      });
      // The token is read from what was received, what is shown from what may be shown.
      const token = tokenFromExchange(exchange, readTokenOutcome(exchange), workspace);
      if (token) this.#options.shelf.put(token);
      const shown = redactExchange(withholdEcho(exchange, withhold));
      const outcome = readTokenOutcome(shown);
      const findings = diagnose(shown, { workspace, outcome, now: this.#options.now() });
      this.#options.history.record(shown, workspace, findings);
      return ok({ exchange: shown, outcome, findings, token });
    });
  }
}
