import type { ProbeAnswer } from '../../shared/diagnose/probe/probe.ts';
import type { AppError } from '../../shared/errors.ts';
import type { MetadataTry, RunProgress } from '../../shared/ipc/events.ts';
import type { ApiRun, MetadataRun, RequestPreview, TokenAndCall, TokenRun } from '../../shared/ipc/runs.ts';
import type { IntrospectionRun, RevocationRun, SignatureCheck } from '../../shared/ipc/token-operations.ts';
import type { Settings } from '../../shared/model/settings.ts';
import type { Workspace } from '../../shared/model/workspace.ts';
import type { AccessToken } from '../../shared/oauth/token/token.ts';
import type { RepeatReport } from '../../shared/repeat/report.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { TokenServerLogEntry } from '../../shared/token-server/state.ts';
import { CredentialsService } from './credentials/credentials-service.ts';
import type { SecretGate } from './credentials/secret-gate.ts';
import type { SecretSource } from './credentials/secret-source.ts';
import type { ProxySurroundings } from './exchange/proxy/find-proxy.ts';
import type { HistoryService } from './history/history-service.ts';
import { createRequests } from './requests/create-requests.ts';
import { type ExchangeEngine, lazyExchangeEngine } from './requests/exchange-engine.ts';
import type { PreparedRequest } from './requests/prepared-request.ts';
import type { RunContext } from './requests/run-context.ts';
import { ApiRuns, type StaleToken } from './runs/api-runs.ts';
import type { ProbeOrder } from './runs/probe-runs.ts';
import type { RepeatOrder } from './runs/repeat-runs.ts';
import { Reporter } from './runs/reporter.ts';
import type { IntrospectionOrder, RevocationOrder } from './runs/token-operations.ts';
import { TokenRuns } from './runs/token-runs.ts';

/** What the engine needs. Only `secrets` is required: without the rest it runs with no window and no data folder. */
export interface CoreOptions {
  readonly secrets: SecretSource;
  /** Asks before a stored secret goes to a new origin. Default: never asks, because the command line's user supplies both. */
  readonly gate?: Pick<SecretGate, 'allow'>;
  /** Where to look for proxies. Default: this process's environment variables. */
  readonly proxies?: ProxySurroundings;
  /** What every workspace trusts beside its own. Default: nothing. */
  readonly trust?: () => Settings['trust'];
  /** Sends the requests. Default: a real one, loaded with the first request. */
  readonly engine?: ExchangeEngine;
  /** Takes every exchange, masked. Default: none. */
  readonly history?: Pick<HistoryService, 'record'>;
  /** The log of the built-in token server: its lines are facts for the diagnosis. Default: none. */
  readonly serverLog?: () => readonly TokenServerLogEntry[];
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Bytes received so far, about ten times a second. */
  readonly onProgress?: (progress: RunProgress) => void;
  readonly onMetadataTry?: (next: MetadataTry) => void;
  /** About five times a second while a request is repeated. */
  readonly onRepeatProgress?: (runId: string, report: RepeatReport) => void;
}

/**
 * What Credence does with a workspace, for the window, the command line and the tests alike. A failed HTTP request is a
 * result (`Exchange.failure`); an `AppError` means that no request could be made. No result holds a client secret.
 * Every run takes a {@link RunContext} with the id for its exchange and the signal that cancels it.
 */
export interface Core {
  /** The token request as it would be sent now, without its secrets. */
  previewToken(workspace: Workspace): Promise<RequestPreview>;
  requestToken(workspace: Workspace, run: RunContext): Promise<Result<TokenRun, AppError>>;
  previewApiCall(workspace: Workspace, token: AccessToken | null): Promise<RequestPreview>;
  /**
   * Calls the API, with the token or without one. Fails with `token.stale`, before anything is sent, for a token that the
   * workspace would not request today, unless `stale` is `send`.
   */
  callApi(
    workspace: Workspace,
    token: AccessToken | null,
    run: RunContext,
    stale?: StaleToken,
  ): Promise<Result<ApiRun, AppError>>;
  /** A new token, and the API call with it. Without a token there is no call. `onToken` hears of the token first. */
  requestTokenAndCallApi(
    workspace: Workspace,
    run: RunContext,
    onToken?: (run: TokenRun) => void,
  ): Promise<Result<TokenAndCall, AppError>>;
  /** Looks for the server's metadata (RFC 8414, OpenID Connect Discovery), given its issuer or any of its URLs. */
  findMetadata(
    workspace: Workspace,
    address: string,
    run: RunContext,
  ): Promise<Result<MetadataRun, AppError>>;
  /** RFC 7662. */
  introspect(
    workspace: Workspace,
    order: IntrospectionOrder,
    run: RunContext,
  ): Promise<Result<IntrospectionRun, AppError>>;
  /** RFC 7009. */
  revoke(
    workspace: Workspace,
    order: RevocationOrder,
    run: RunContext,
  ): Promise<Result<RevocationRun, AppError>>;
  /** Checks the signature of a token with the keys that the server publishes. */
  verify(
    workspace: Workspace,
    token: AccessToken,
    run: RunContext,
  ): Promise<Result<SignatureCheck, AppError>>;
  /** Sends one variation of a request that was refused, to find out why. */
  probe(order: ProbeOrder, run: RunContext): Promise<Result<ProbeAnswer, AppError>>;
  repeat(order: RepeatOrder, run: RunContext): Promise<Result<RepeatReport, AppError>>;
  /** The token request with its secrets, for curl on the clipboard. */
  prepareTokenRequest(workspace: Workspace): Promise<Result<PreparedRequest, AppError>>;
  readonly engine: ExchangeEngine;
  /** Closes idle connections. */
  close(): Promise<void>;
}

export function createCore(options: CoreOptions): Core {
  const { secrets, now = Date.now } = options;
  const engine = options.engine ?? lazyExchangeEngine();
  const history = options.history ?? { record: () => {} };
  const credentials = new CredentialsService({ secrets, now });
  const { exchanges, tokenRequests, apiRequests, repeated } = createRequests({
    engine,
    secrets,
    credentials,
    gate: options.gate ?? { allow: async () => ok(null) },
    proxies: options.proxies ?? { resolveSystemProxy: async () => 'DIRECT', environment: process.env },
    trust: options.trust ?? (() => ({ extraCas: [], pins: [] })),
    onProgress: options.onProgress ?? (() => {}),
    now,
  });
  const reporter = new Reporter({ history, now, serverLog: options.serverLog });
  const tokenRuns = new TokenRuns({ requests: tokenRequests, reporter });
  const apiRuns = new ApiRuns({ requests: apiRequests, tokens: tokenRuns, reporter, now });

  // Most processes need none of these: the first use loads them.
  const metadataRuns = once(async () => {
    const { MetadataRuns } = await import('./runs/metadata-runs.ts');
    return new MetadataRuns({ exchanges, reporter, onTry: options.onMetadataTry ?? (() => {}) });
  });
  const repeatRuns = once(async () => {
    const { RepeatRuns } = await import('./runs/repeat-runs.ts');
    return new RepeatRuns({ ...repeated, reporter, onProgress: options.onRepeatProgress ?? (() => {}), now });
  });
  const tokenOperations = once(async () => {
    const { TokenOperations } = await import('./runs/token-operations.ts');
    return new TokenOperations({ credentials, exchanges, reporter, now });
  });

  const probeRuns = once(async () => {
    const { ProbeRuns } = await import('./runs/probe-runs.ts');
    return new ProbeRuns({
      tokenRuns,
      apiRuns,
      metadataRuns: await metadataRuns(),
      tokenOperations: await tokenOperations(),
      exchanges,
      reporter,
    });
  });

  return {
    previewToken: (workspace) => tokenRuns.preview(workspace),
    requestToken: (workspace, run) => tokenRuns.run(workspace, run),
    previewApiCall: (workspace, token) => apiRuns.preview(workspace, token),
    callApi: (workspace, token, run, stale) => apiRuns.run(workspace, token, run, stale),
    requestTokenAndCallApi: (workspace, run, onToken) => apiRuns.runWithNewToken(workspace, run, onToken),
    findMetadata: async (workspace, address, run) => (await metadataRuns()).run(workspace, address, run),
    introspect: async (workspace, order, run) => (await tokenOperations()).introspect(workspace, order, run),
    revoke: async (workspace, order, run) => (await tokenOperations()).revoke(workspace, order, run),
    verify: async (workspace, token, run) => (await tokenOperations()).verify(workspace, token, run),
    probe: async (order, run) => (await probeRuns()).run(order, run),
    repeat: async (order, run) => (await repeatRuns()).run(order, run),
    prepareTokenRequest: (workspace) => tokenRequests.prepare(workspace, 'show'),
    engine,
    close: () => engine.close(),
  };
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | null = null;
  return () => {
    loaded ??= load();
    return loaded;
  };
}
