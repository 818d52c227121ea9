import { randomUUID } from 'node:crypto';
import type { ProbeAnswer } from '../../shared/diagnose/probe/probe.ts';
import type { AppError } from '../../shared/errors.ts';
import type { Input } from '../../shared/ipc/inputs.ts';
import type { ApiRun, MetadataRun, RequestPreview, TokenAndCall, TokenRun } from '../../shared/ipc/runs.ts';
import type { IntrospectionRun, RevocationRun, SignatureCheck } from '../../shared/ipc/token-operations.ts';
import { pastedToken } from '../../shared/oauth/token/pasted-token.ts';
import type { AccessToken } from '../../shared/oauth/token/token.ts';
import type { RepeatReport } from '../../shared/repeat/report.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Core } from './core.ts';
import type { RunContext } from './requests/run-context.ts';
import { RunRegistry } from './runs/run-registry.ts';
import { TokenShelf } from './runs/token-shelf.ts';

export interface SessionRunsOptions {
  /** "Token, then API" has its token; the call is in progress. */
  readonly onToken: (runId: string, run: TokenRun) => void;
  readonly now: () => number;
}

/** The window's runs, each cancellable by ID. Runs refer to tokens by ID on the token shelf. */
export class SessionRuns {
  readonly #core: Core;
  readonly #options: SessionRunsOptions;
  readonly #runs = new RunRegistry();
  readonly #shelf = new TokenShelf();

  constructor(core: Core, options: SessionRunsOptions) {
    this.#core = core;
    this.#options = options;
  }

  requestToken({ runId, workspace }: Input<'token.run'>): Promise<Result<TokenRun, AppError>> {
    return this.#track(runId, async (run) => {
      const requested = await this.#core.requestToken(workspace, run);
      if (requested.ok) this.#keep(requested.value);
      return requested;
    });
  }

  async previewApiCall({ workspace, tokenId }: Input<'api.preview'>): Promise<RequestPreview> {
    const token = this.#find(tokenId);
    if (!token.ok) return { request: null, problem: token.error, warnings: [] };
    return this.#core.previewApiCall(workspace, token.value);
  }

  callApi({ runId, workspace, tokenId, sendStale }: Input<'api.run'>): Promise<Result<ApiRun, AppError>> {
    return this.#with(runId, tokenId, async (token, run) => {
      const called = await this.#core.callApi(workspace, token, run, sendStale ? 'send' : 'refuse');
      if (called.ok) this.#keepRenewed(called.value);
      return called;
    });
  }

  requestTokenAndCallApi({ runId, workspace }: Input<'flow.run'>): Promise<Result<TokenAndCall, AppError>> {
    return this.#track(runId, async (run) => {
      const both = await this.#core.requestTokenAndCallApi(workspace, run, (requested) => {
        this.#keep(requested);
        this.#options.onToken(runId, requested);
      });
      if (both.ok && both.value.call?.ok) this.#keepRenewed(both.value.call.value);
      return both;
    });
  }

  findMetadata({
    runId,
    workspace,
    address,
  }: Input<'metadata.fetch'>): Promise<Result<MetadataRun, AppError>> {
    return this.#track(runId, (run) => this.#core.findMetadata(workspace, address, run));
  }

  repeat({ runId, tokenId, ...order }: Input<'repeat.run'>): Promise<Result<RepeatReport, AppError>> {
    return this.#with(runId, order.target === 'api' ? tokenId : null, (token, run) =>
      this.#core.repeat({ ...order, token }, run),
    );
  }

  introspect(input: Input<'token.introspect'>): Promise<Result<IntrospectionRun, AppError>> {
    const { runId, workspace, tokenId, format, hint } = input;
    return this.#withToken(runId, tokenId, (token, run) =>
      this.#core.introspect(workspace, { token, format, hint }, run),
    );
  }

  revoke({
    runId,
    workspace,
    tokenId,
    hint,
  }: Input<'token.revoke'>): Promise<Result<RevocationRun, AppError>> {
    return this.#withToken(runId, tokenId, async (token, run) => {
      const revoked = await this.#core.revoke(workspace, { token, hint }, run);
      if (revoked.ok) this.#shelf.put(revoked.value.token);
      return revoked;
    });
  }

  verify({ runId, workspace, tokenId }: Input<'token.verify'>): Promise<Result<SignatureCheck, AppError>> {
    return this.#withToken(runId, tokenId, (token, run) => this.#core.verify(workspace, token, run));
  }

  probe({
    runId,
    workspace,
    variation,
    tokenId,
  }: Input<'probe.run'>): Promise<Result<ProbeAnswer, AppError>> {
    return this.#with(runId, tokenId, (token, run) => this.#core.probe({ workspace, variation, token }, run));
  }

  /** Adds a token obtained elsewhere. */
  adopt({ workspace, value, jkt }: Input<'token.adopt'>): AccessToken {
    const token = pastedToken({
      id: randomUUID(),
      value,
      workspace,
      jkt: jkt ?? null,
      now: this.#options.now(),
    });
    this.#shelf.put(token);
    return token;
  }

  removeTokens(ids: readonly string[]): void {
    this.#shelf.remove(ids);
  }

  cancel(runId: string): void {
    this.#runs.cancel(runId);
  }

  cancelAll(): void {
    this.#runs.cancelAll();
  }

  #track<T>(
    runId: string,
    work: (run: RunContext) => Promise<Result<T, AppError>>,
  ): Promise<Result<T, AppError>> {
    return this.#runs.track(runId, (signal) => work({ id: runId, signal }));
  }

  #with<T>(
    runId: string,
    tokenId: string | null,
    work: (token: AccessToken | null, run: RunContext) => Promise<Result<T, AppError>>,
  ): Promise<Result<T, AppError>> {
    return this.#track(runId, async (run) => {
      const token = this.#find(tokenId);
      return token.ok ? work(token.value, run) : token;
    });
  }

  #withToken<T>(
    runId: string,
    tokenId: string,
    work: (token: AccessToken, run: RunContext) => Promise<Result<T, AppError>>,
  ): Promise<Result<T, AppError>> {
    return this.#track(runId, async (run) => {
      const token = this.#shelf.find(tokenId);
      return token.ok ? work(token.value, run) : token;
    });
  }

  #find(tokenId: string | null): Result<AccessToken | null, AppError> {
    return tokenId === null ? ok(null) : this.#shelf.find(tokenId);
  }

  #keep({ token }: TokenRun): void {
    if (token) this.#shelf.put(token);
  }

  #keepRenewed({ renewal }: ApiRun): void {
    if (renewal?.run.ok) this.#keep(renewal.run.value);
  }
}
