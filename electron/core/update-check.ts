import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type AppError, appError } from '../../shared/errors.ts';
import { buildRequest } from '../../shared/http/build-request.ts';
import type { UpdateCheck } from '../../shared/ipc/outputs.ts';
import { DEFAULT_PROXY } from '../../shared/model/default-connection.ts';
import type { Settings } from '../../shared/model/settings.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { createFindProxy, type ProxySurroundings } from './exchange/proxy/find-proxy.ts';
import type { ExchangeEngine } from './requests/exchange-engine.ts';

/** Where releases are published, and which one this is. */
export interface Releases {
  /** Returns the latest release as GitHub's REST API does. */
  readonly api: string;
  /** For people. */
  readonly page: string;
  /** Of this app, for example `0.1.0`. */
  readonly version: string;
}

export interface UpdateCheckPorts {
  readonly engine: Pick<ExchangeEngine, 'perform'>;
  readonly proxies: ProxySurroundings;
  /** The CAs and pins for all workspaces. */
  readonly trust: Settings['trust'];
}

const TIME_LIMIT_MS = 10_000;
const LARGEST_RESPONSE_BYTES = 1024 * 1024;
const ReleaseSchema = z.object({ tag_name: z.string().max(100) });

/** Asks once which release is the latest. Sends no data but the request itself; downloads and installs nothing. */
export async function checkForUpdate(
  { api, page, version }: Releases,
  { engine, proxies, trust }: UpdateCheckPorts,
): Promise<Result<UpdateCheck, AppError>> {
  const request = buildRequest({
    method: 'GET',
    url: new URL(api),
    ours: [
      { name: 'Accept', value: ['application/vnd.github+json'] },
      { name: 'User-Agent', value: [`Credence/${version}`] },
    ],
    theirs: [],
    body: null,
  });
  if (!request.ok) return request;
  const { exchange } = await engine.perform(request.value, {
    id: randomUUID(),
    purpose: 'metadata',
    policy: { verification: 'on', ...trust },
    timeLimitMs: TIME_LIMIT_MS,
    maxResponseBytes: LARGEST_RESPONSE_BYTES,
    signal: new AbortController().signal,
    findProxy: createFindProxy(DEFAULT_PROXY, null, proxies),
    keepBytes: false,
  });
  const { response, failure } = exchange;
  if (failure !== null || response === null) return failed(page, failure?.message ?? 'no response');
  if (response.status !== 200) return failed(page, `status ${response.status}`);
  const latest = readVersion(response.body.text);
  if (latest === null) return failed(page, 'the response names no version');
  return ok({ latest: latest.join('.'), page, isNewer: isNewer(latest, parseVersion(version) ?? []) });
}

function failed(page: string, detail: string): Result<never, AppError> {
  return err(
    appError('update.failed', 'Credence could not find out which release is the latest.', {
      nextStep: `Look at ${page}, or try again later.`,
      detail,
    }),
  );
}

function readVersion(text: string): number[] | null {
  try {
    const release = ReleaseSchema.safeParse(JSON.parse(text));
    return release.success ? parseVersion(release.data.tag_name) : null;
  } catch {
    return null;
  }
}

/** `v1.2.3` as numbers; null for anything else, so that no pre-release is ever offered. */
function parseVersion(text: string): number[] | null {
  const parts = /^v?(\d{1,6})\.(\d{1,6})\.(\d{1,6})$/.exec(text);
  return parts?.slice(1).map(Number) ?? null;
}

function isNewer(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((part, index) => part !== (other[index] ?? 0));
  return at >= 0 && (one[at] ?? 0) > (other[at] ?? 0);
}
