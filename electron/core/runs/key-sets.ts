import type { AppError } from '../../../shared/errors.ts';
import { buildRequest } from '../../../shared/http/build-request.ts';
import { parseTargetUrl } from '../../../shared/http/target-url.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { type PublishedKey, parseKeySet } from '../../../shared/oauth/jwt/key-set.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { RunContext } from '../requests/run-context.ts';
import type { WorkspaceExchanges } from '../requests/workspace-exchanges.ts';
import type { Report, Reporter } from './reporter.ts';

export interface KeySetsOptions {
  readonly exchanges: Pick<WorkspaceExchanges, 'perform'>;
  readonly reporter: Reporter;
  readonly now: () => number;
}

export interface KeySet {
  readonly url: string;
  readonly keys: readonly PublishedKey[];
  /** Milliseconds since the epoch. */
  readonly fetchedAt: number;
}

export interface KeySetFetch extends Report {
  /** Null if the response is not a key set. */
  readonly keySet: KeySet | null;
  readonly unreadable: boolean;
}

/** Long enough to inspect several tokens, short enough not to hide a key rotation. */
const KEPT_MS = 60_000;

/** Caches authorization servers' key sets (RFC 7517 §5) for a short time. */
export class KeySets {
  readonly #options: KeySetsOptions;
  readonly #kept = new Map<string, KeySet>();

  constructor(options: KeySetsOptions) {
    this.#options = options;
  }

  /** The cached key set under the same TLS policy; else null. */
  kept(workspace: Workspace, url: string): KeySet | null {
    const keySet = this.#kept.get(keyOf(workspace, url));
    return keySet && this.#options.now() - keySet.fetchedAt < KEPT_MS ? keySet : null;
  }

  async fetch(
    workspace: Workspace,
    url: string,
    { id, signal }: RunContext,
  ): Promise<Result<KeySetFetch, AppError>> {
    const target = parseTargetUrl(
      url,
      'The address of the key set (JWKS)',
      'https://localhost:8443/oauth/v2/oauth-anonymous/jwks',
    );
    if (!target.ok) return target;
    const request = buildRequest({
      method: 'GET',
      url: target.value,
      ours: [{ name: 'Accept', value: ['application/jwk-set+json, application/json'] }],
      theirs: [],
      body: null,
    });
    if (!request.ok) return request;
    const { exchanges, reporter, now } = this.#options;
    const performed = await exchanges.perform(request.value, workspace, { id, purpose: 'jwks', signal });
    if (!performed.ok) return performed;
    const sent = performed.value;
    const { exchange } = sent;
    const report = reporter.report(sent, { workspace });
    const isAnswer = exchange.failure === null && exchange.response?.status === 200;
    const keys = isAnswer ? parseKeySet(exchange.response?.body.text ?? '') : null;
    const keySet = keys && { url: target.value.href, keys, fetchedAt: now() };
    if (keySet) this.#keep(keyOf(workspace, url), keySet);
    return ok({ ...report, keySet, unreadable: isAnswer && keys === null });
  }

  /** Drops expired entries, or each policy change would leak one. */
  #keep(key: string, keySet: KeySet): void {
    for (const [other, { fetchedAt }] of this.#kept) {
      if (keySet.fetchedAt - fetchedAt >= KEPT_MS) this.#kept.delete(other);
    }
    this.#kept.set(key, keySet);
  }
}

/** The TLS policy is part of the key: another one might have rejected the server. */
function keyOf({ id, tls }: Workspace, url: string): string {
  return JSON.stringify([id, url, tls]);
}
