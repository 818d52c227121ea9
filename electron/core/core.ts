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

/** What the engine needs. Only `secrets` is required: the rest is for the window and its data folder. */
export interface CoreOptions {
  readonly secrets: SecretSource;
  /**
   * Confirms with the user before a stored secret goes to a new origin. Default: no confirmation, because the CLI's
   * user supplies both.
   */
  readonly gate?: Pick<SecretGate, 'allow'>;
  /** Where to look for proxies. Default: this process's environment variables. */
  readonly proxies?: ProxySurroundings;
  /** CAs trusted in addition to the workspace's own. Default: none. */
  readonly trust?: () => Settings['trust'];
  /** Sends the requests. Default: a real one, loaded with the first request. */
  readonly engine?: ExchangeEngine;
  /** Records every exchange, masked. Default: none. */
  readonly history?: Pick<HistoryService, 'record'>;
  /** The log of the built-in token server, used by the diagnosis. Default: none. */
  readonly serverLog?: () => readonly TokenServerLogEntry[];
  /**
   * Whether the diagnosis may say that it worked before, and what changed since. Default: true. Not for a series of
   * different calls, where nobody changed anything.
   */
  readonly remembersSuccess?: boolean;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Bytes received so far, about ten times a second. */
  readonly onProgress?: (progress: RunProgress) => void;
  readonly onMetadataTry?: (next: MetadataTry) => void;
  /** About five times a second during a repeated run. */
  readonly onRepeatProgress?: (runId: string, report: RepeatReport) => void;
}

/**
 * Everything Credence does with a workspace, for the window, the command line and the tests. A failed HTTP request is a
 * result (`Exchange.failure`). An `AppError` means that no request could be made. No result contains a client secret.
 * Every run takes a {@link RunContext}: the ID of its exchange and the signal that cancels it.
 */
export interface Core {
  /** The token request as it would be sent now, without its secrets. */
  previewToken(workspace: Workspace): Promise<RequestPreview>;
  requestToken(workspace: Workspace, run: RunContext): Promise<Result<TokenRun, AppError>>;
  previewApiCall(workspace: Workspace, token: AccessToken | null): Promise<RequestPreview>;
  /**
   * Calls the API, with or without the token. Fails with `token.stale`, before sending, if the token no longer matches
   * the workspace, unless `stale` is `send`.
   */
  callApi(
    workspace: Workspace,
    token: AccessToken | null,
    run: RunContext,
    stale?: StaleToken,
  ): Promise<Result<ApiRun, AppError>>;
  /**
   * Requests a token, then calls the API with it. Skips the call if there is no token. `onToken` runs as soon as the
   * token arrives.
   */
  requestTokenAndCallApi(
    workspace: Workspace,
    run: RunContext,
    onToken?: (run: TokenRun) => void,
  ): Promise<Result<TokenAndCall, AppError>>;
  /** Finds the server's metadata (RFC 8414, OpenID Connect Discovery) from its issuer or any of its URLs. */
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
  /** Verifies a token's signature with the server's published keys. */
  verify(
    workspace: Workspace,
    token: AccessToken,
    run: RunContext,
  ): Promise<Result<SignatureCheck, AppError>>;
  /** Sends one variation of a rejected request to find the cause. */
  probe(order: ProbeOrder, run: RunContext): Promise<Result<ProbeAnswer, AppError>>;
  repeat(order: RepeatOrder, run: RunContext): Promise<Result<RepeatReport, AppError>>;
  /** The token request with its secrets, for the curl command on the clipboard. */
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
  const { serverLog, remembersSuccess } = options;
  const reporter = new Reporter({ history, now, serverLog, remembersSuccess });
  const tokenRuns = new TokenRuns({ requests: tokenRequests, reporter });
  const apiRuns = new ApiRuns({ requests: apiRequests, tokens: tokenRuns, reporter, now });

  // Loaded on first use: most processes need none of these.
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
