import { applyVariation } from '../../../shared/diagnose/probe/apply-variation.ts';
import type { ProbeAnswer, Variation } from '../../../shared/diagnose/probe/probe.ts';
import {
  metadataFacts,
  readProbeAnswer,
  resourceFacts,
} from '../../../shared/diagnose/probe/read-probe-answer.ts';
import { type AppError, appError } from '../../../shared/errors.ts';
import { buildRequest } from '../../../shared/http/build-request.ts';
import type { MaskedExchange } from '../../../shared/http/exchange.ts';
import { parseTargetUrl } from '../../../shared/http/target-url.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import { audienceOf, introspectedScopes } from '../../../shared/oauth/token-operations/introspection.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { RunContext } from '../requests/run-context.ts';
import type { WorkspaceExchanges } from '../requests/workspace-exchanges.ts';
import type { ApiRuns } from './api-runs.ts';
import type { MetadataRuns } from './metadata-runs.ts';
import type { Reporter } from './reporter.ts';
import type { TokenOperations } from './token-operations.ts';
import type { TokenRuns } from './token-runs.ts';

export interface ProbeRunsOptions {
  readonly tokenRuns: Pick<TokenRuns, 'run'>;
  readonly apiRuns: Pick<ApiRuns, 'run' | 'runWithNewToken'>;
  readonly metadataRuns: Pick<MetadataRuns, 'run'>;
  readonly tokenOperations: Pick<TokenOperations, 'introspect' | 'verify'>;
  readonly exchanges: Pick<WorkspaceExchanges, 'perform'>;
  readonly reporter: Reporter;
}

export interface ProbeOrder {
  readonly workspace: Workspace;
  readonly variation: Variation;
  /** The token the API rejected; null for a token request. */
  readonly token: AccessToken | null;
}

/**
 * Sends one variation of a rejected request. It is an ordinary request: confirmed origins, the workspace's timeout,
 * recorded in the history. The result contains no token or secret.
 */
export class ProbeRuns {
  readonly #options: ProbeRunsOptions;

  constructor(options: ProbeRunsOptions) {
    this.#options = options;
  }

  async run(
    { workspace, variation, token }: ProbeOrder,
    run: RunContext,
  ): Promise<Result<ProbeAnswer, AppError>> {
    const varied = applyVariation(workspace, variation);
    switch (variation.kind) {
      case 'metadata':
        return this.#findMetadata(varied, variation.most, run);
      case 'resource-metadata':
        return this.#readResource(varied, variation.url, run);
      case 'introspection':
        return token ? this.#introspect(varied, token, run) : err(noToken());
      case 'signature':
        return token ? this.#verify(varied, token, run) : err(noToken());
      case 'no-token':
        return this.#call(varied, run);
      case 'new-token':
        return this.#callWithNewToken(varied, run);
      default:
        return this.#requestToken(varied, run);
    }
  }

  async #requestToken(workspace: Workspace, run: RunContext): Promise<Result<ProbeAnswer, AppError>> {
    const requested = await this.#options.tokenRuns.run(workspace, run);
    if (!requested.ok) return requested;
    const { exchange, earlier } = requested.value;
    return ok(readProbeAnswer(exchange, workspace, earlier.length + 1));
  }

  async #call(workspace: Workspace, run: RunContext): Promise<Result<ProbeAnswer, AppError>> {
    const called = await this.#options.apiRuns.run(workspace, null, run);
    if (!called.ok) return called;
    const { exchange, earlier } = called.value;
    return ok(readProbeAnswer(exchange, workspace, earlier.length + 1));
  }

  async #callWithNewToken(workspace: Workspace, run: RunContext): Promise<Result<ProbeAnswer, AppError>> {
    const both = await this.#options.apiRuns.runWithNewToken(workspace, run);
    if (!both.ok) return both;
    const { token: requested, call } = both.value;
    const tokenRequests = requested.earlier.length + 1;
    // Without a token there was no call: the token endpoint's rejection is the result.
    if (!call) return ok(readProbeAnswer(requested.exchange, workspace, tokenRequests));
    if (!call.ok) return call;
    const { exchange, earlier } = call.value;
    return ok(readProbeAnswer(exchange, workspace, tokenRequests + earlier.length + 1));
  }

  async #findMetadata(
    workspace: Workspace,
    most: number,
    run: RunContext,
  ): Promise<Result<ProbeAnswer, AppError>> {
    const { issuer, tokenEndpoint } = workspace.server;
    const searched = await this.#options.metadataRuns.run(
      workspace,
      issuer.trim() || tokenEndpoint,
      run,
      most,
    );
    if (!searched.ok) return searched;
    const { exchanges, metadata } = searched.value;
    return ok({
      ...readLast(exchanges, workspace),
      ...(metadata && { found: metadataFacts(metadata) }),
    });
  }

  async #introspect(
    workspace: Workspace,
    token: AccessToken,
    run: RunContext,
  ): Promise<Result<ProbeAnswer, AppError>> {
    const order = { token, format: 'json', hint: '' } as const;
    const asked = await this.#options.tokenOperations.introspect(workspace, order, run);
    if (!asked.ok) return asked;
    const { exchange, outcome, signature } = asked.value;
    const answer = readProbeAnswer(exchange, workspace, 1 + (signature?.exchanges.length ?? 0));
    if (outcome.kind !== 'active' && outcome.kind !== 'inactive')
      return ok({ ...answer, outcome: 'refused' });
    const { members } = outcome;
    return ok({
      ...answer,
      said: `${answer.said} active: ${outcome.kind === 'active'}`,
      found: {
        kind: 'introspection',
        active: outcome.kind === 'active',
        audience: audienceOf(members),
        scopes: introspectedScopes(members),
      },
    });
  }

  async #verify(
    workspace: Workspace,
    token: AccessToken,
    run: RunContext,
  ): Promise<Result<ProbeAnswer, AppError>> {
    const checked = await this.#options.tokenOperations.verify(workspace, token, run);
    if (!checked.ok) return checked;
    const { exchanges, verdict } = checked.value;
    const found = { kind: 'signature', verdict: verdict.kind } as const;
    return ok({
      ...readLast(exchanges, workspace),
      outcome: verdict.kind === 'valid' ? 'accepted' : 'refused',
      found,
    });
  }

  async #readResource(
    workspace: Workspace,
    address: string,
    { id, signal }: RunContext,
  ): Promise<Result<ProbeAnswer, AppError>> {
    const url = parseTargetUrl(address, 'The metadata URL of the API', 'https://localhost:8443/hello_world');
    if (!url.ok) return url;
    const ours = [{ name: 'Accept', value: ['application/json'] }];
    const request = buildRequest({ method: 'GET', url: url.value, ours, theirs: [], body: null });
    if (!request.ok) return request;
    const { exchanges, reporter } = this.#options;
    const sent = await exchanges.perform(request.value, workspace, { id, purpose: 'metadata', signal });
    if (!sent.ok) return sent;
    const exchange = reporter.keep(sent.value, workspace);
    const answer = readProbeAnswer(exchange, workspace);
    const found = answer.outcome === 'accepted' ? resourceFacts(exchange.response?.body.text ?? '') : null;
    return ok(found ? { ...answer, found } : { ...answer, outcome: refusedUnlessFailed(answer) });
  }
}

/** The last of several requests, and their count. None was sent if the cache was enough. */
function readLast(exchanges: readonly MaskedExchange[], workspace: Workspace): ProbeAnswer {
  const last = exchanges.at(-1);
  if (last) return readProbeAnswer(last, workspace, exchanges.length);
  return {
    exchangeId: null,
    requests: 0,
    outcome: 'accepted',
    status: null,
    code: null,
    said: 'Nothing sent',
  };
}

function refusedUnlessFailed({ outcome }: ProbeAnswer): ProbeAnswer['outcome'] {
  return outcome === 'failed' ? 'failed' : 'refused';
}

function noToken(): AppError {
  return appError('token.missing', 'There is no token to ask about.', { nextStep: 'Get a new token first.' });
}
