import type { AppError } from '../../../shared/errors.ts';
import type { ExchangePurpose, HttpRequest } from '../../../shared/http/exchange.ts';
import { isLoopbackUrl } from '../../../shared/http/no-proxy.ts';
import type { RunProgress } from '../../../shared/ipc/events.ts';
import {
  DEFAULT_HTTP_VERSION,
  DEFAULT_PROXY,
  PROXY_SECRET_KEY,
} from '../../../shared/model/default-connection.ts';
import { secretKey } from '../../../shared/model/secret-keys.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { TlsPolicy } from '../../../shared/tls/policy.ts';
import { originOf } from '../../../shared/trust/destinations.ts';
import { resolveWorkspace } from '../../../shared/variables/resolve-workspace.ts';
import type { SecretGate } from '../credentials/secret-gate.ts';
import type { SecretSource } from '../credentials/secret-source.ts';
import type { ClientCertificate } from '../exchange/client-certificate.ts';
import type { RenewProof } from '../exchange/exchange-options.ts';
import { createFindProxy, type ProxySurroundings } from '../exchange/proxy/find-proxy.ts';
import { type FindProxy, ProxyError } from '../exchange/proxy/proxy-route.ts';
import type { ExchangeEngine, SentExchange } from './exchange-engine.ts';

export interface WorkspaceExchangesOptions {
  readonly engine: Pick<ExchangeEngine, 'perform'>;
  readonly secrets: SecretSource;
  readonly gate: Pick<SecretGate, 'allow'>;
  readonly proxies: ProxySurroundings;
  readonly onProgress: (progress: RunProgress) => void;
  /** CAs trusted in addition to the workspace's own. */
  readonly trust: () => Settings['trust'];
  readonly now: () => number;
}

export interface PerformOptions {
  readonly id: string;
  readonly purpose: ExchangePurpose;
  readonly signal: AbortSignal;
  readonly withhold?: readonly string[];
  /** Keys of all stored secrets used in the request or the handshake. */
  readonly secretsRead?: readonly string[];
  readonly followRedirects?: boolean;
  /** Presented in the handshake if the server requests one. */
  readonly clientCertificate?: ClientCertificate | null;
  readonly renewProof?: RenewProof;
  /** The run to report progress for, if its ID differs from the exchange's. */
  readonly runId?: string;
}

/** More frequent updates are invisible, and each costs a message to the page. */
const PROGRESS_EVERY_MS = 100;

/** Sends requests by their workspace's settings: TLS policy, proxy, HTTP version and timeout. */
export class WorkspaceExchanges {
  readonly #options: WorkspaceExchangesOptions;

  constructor(options: WorkspaceExchangesOptions) {
    this.#options = options;
  }

  /** Fails with `secret.not-allowed` if the user does not allow a stored secret for a new server or proxy. */
  async perform(
    request: HttpRequest,
    workspace: Workspace,
    { runId, secretsRead = [], ...options }: PerformOptions,
  ): Promise<Result<SentExchange, AppError>> {
    const allowed = await this.#allow(request.url, workspace, {
      secretsRead,
      followRedirects: options.followRedirects ?? false,
    });
    if (!allowed.ok) return allowed;
    const sent = await this.#options.engine.perform(request, {
      ...options,
      policy: withSharedTrust(workspace.tls, this.#options.trust()),
      timeLimitMs: workspace.timeLimitMs,
      httpVersion: workspace.httpVersion ?? DEFAULT_HTTP_VERSION,
      findProxy: this.#findProxy(workspace),
      onProgress: this.#reportProgress(runId ?? options.id),
    });
    return ok(sent);
  }

  /** A secret goes to the server, and to the workspace's proxy if TLS does not exclude it. */
  async #allow(
    address: string,
    workspace: Workspace,
    {
      secretsRead,
      followRedirects,
    }: { readonly secretsRead: readonly string[]; readonly followRedirects: boolean },
  ): Promise<Result<null, AppError>> {
    const { gate, secrets, trust } = this.#options;
    const url = new URL(address);
    const toServer = await gate.allow(secretsRead, url.origin, workspace);
    if (!toServer.ok) return toServer;
    const { id, proxy = DEFAULT_PROXY } = resolveWorkspace(workspace).workspace;
    const tls = withSharedTrust(workspace.tls, trust());
    const origin = originOf(proxy.url);
    if (proxy.mode !== 'explicit' || origin === null) return ok(null);
    const isProxied = !isLoopbackUrl(url) || proxy.includeLoopback;
    if (!isProxied && !followRedirects) return ok(null);
    const passwordKey = secretKey(id, PROXY_SECRET_KEY);
    const kept = proxy.username === '' ? null : await secrets.get(passwordKey);
    const password = kept?.ok && kept.value !== null ? [passwordKey] : [];
    const isReadable =
      url.protocol === 'http:' ||
      tls.verification === 'off' ||
      tls.extraCas.length > 0 ||
      tls.pins.length > 0;
    return gate.allow(isReadable && isProxied ? [...password, ...secretsRead] : password, origin, workspace);
  }

  #findProxy(workspace: Workspace): FindProxy {
    const { id, proxy = DEFAULT_PROXY } = resolveWorkspace(workspace).workspace;
    const { secrets, proxies } = this.#options;
    return async (url) => {
      const needsPassword = proxy.mode === 'explicit' && proxy.username !== '';
      const password = needsPassword ? await secrets.get(secretKey(id, PROXY_SECRET_KEY)) : null;
      if (password && !password.ok) throw new ProxyError(password.error.message, 'ERR_PROXY_PASSWORD');
      return createFindProxy(proxy, password?.value ?? null, proxies)(url);
    };
  }

  /** A small response arrives before progress is visible, so nothing is reported. */
  #reportProgress(runId: string): (progress: Omit<RunProgress, 'runId'>) => void {
    const { now, onProgress } = this.#options;
    let last = now();
    return (progress) => {
      const at = now();
      if (at - last < PROGRESS_EVERY_MS) return;
      last = at;
      onProgress({ runId, ...progress });
    };
  }
}

function withSharedTrust(policy: TlsPolicy, { extraCas, pins }: Settings['trust']): TlsPolicy {
  if (extraCas.length === 0 && pins.length === 0) return policy;
  return { ...policy, extraCas: [...policy.extraCas, ...extraCas], pins: [...policy.pins, ...pins] };
}
