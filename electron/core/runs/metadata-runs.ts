import type { Finding } from '../../../shared/diagnose/finding.ts';
import { parseMetadata } from '../../../shared/discovery/server-metadata.ts';
import { slashRedirect } from '../../../shared/discovery/slash-redirect.ts';
import { type MetadataAddress, metadataAddresses } from '../../../shared/discovery/well-known-addresses.ts';
import type { AppError } from '../../../shared/errors.ts';
import { buildRequest } from '../../../shared/http/build-request.ts';
import type { Exchange } from '../../../shared/http/exchange.ts';
import type { MetadataTry } from '../../../shared/ipc/events.ts';
import type { MetadataRun } from '../../../shared/ipc/runs.ts';
import type { KeptMetadata, Workspace } from '../../../shared/model/workspace.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { checkResolved, checkText } from '../../../shared/variables/check-resolved.ts';
import type { SecretValues } from '../../../shared/variables/fill-secrets.ts';
import { TextResolver } from '../../../shared/variables/resolve-text.ts';
import { resolveWorkspace } from '../../../shared/variables/resolve-workspace.ts';
import { variablesOf } from '../../../shared/variables/variables-of.ts';
import type { SentExchange } from '../requests/exchange-engine.ts';
import type { RunContext } from '../requests/run-context.ts';
import type { WorkspaceExchanges } from '../requests/workspace-exchanges.ts';
import type { Reporter } from './reporter.ts';

export interface MetadataRunsOptions {
  readonly exchanges: WorkspaceExchanges;
  readonly reporter: Reporter;
  readonly onTry: (next: MetadataTry) => void;
}

interface Try {
  readonly sent: SentExchange;
  readonly address: MetadataAddress;
  readonly metadata: KeptMetadata | null;
}

/** Looks for a server's metadata at each well-known URL (RFC 8414, OpenID Connect Discovery, Curity). */
export class MetadataRuns {
  readonly #options: MetadataRunsOptions;

  constructor(options: MetadataRunsOptions) {
    this.#options = options;
  }

  /** @param most how many URLs to try at most. */
  async run(
    workspace: Workspace,
    address: string,
    { id, signal }: RunContext,
    most = Number.POSITIVE_INFINITY,
  ): Promise<Result<MetadataRun, AppError>> {
    const addresses = readAddresses(address, workspace);
    if (!addresses.ok) return addresses;
    const tries: Try[] = [];
    const candidates = [...addresses.value];
    for (let index = 0; index < Math.min(candidates.length, most); index += 1) {
      const candidate = candidates[index];
      if (!candidate) break;
      const request = buildRequest({
        method: 'GET',
        url: new URL(candidate.url),
        ours: [{ name: 'Accept', value: ['application/json'] }],
        theirs: [],
        body: null,
      });
      if (!request.ok) return request;
      const { length: count } = candidates;
      this.#options.onTry({ runId: id, url: candidate.url, number: index + 1, count });
      const performed = await this.#options.exchanges.perform(request.value, workspace, {
        id: index === 0 ? id : `${id}/${index + 1}`,
        purpose: 'metadata',
        signal,
      });
      if (!performed.ok) return performed;
      const sent = performed.value;
      const metadata = readAnswer(sent.exchange);
      tries.push({ sent, address: candidate, metadata });
      // Retry the same resource with or without its trailing slash; no credentials are sent.
      const slash = slashRedirect(sent.exchange);
      if (slash !== null && !candidates.some(({ url }) => url === slash)) {
        candidates.splice(index + 1, 0, { ...candidate, url: slash });
      }
      // An unreachable server is unreachable at its other URLs too.
      if (metadata || sent.exchange.failure) break;
    }
    return ok(this.#report(tries, workspace));
  }

  #report(tries: readonly Try[], workspace: Workspace): MetadataRun {
    const reports = tries.map(({ sent, address }) =>
      this.#options.reporter.report(sent, { workspace, expectedIssuer: address }),
    );
    const diagnosed = reports.map(({ findings }) => findings);
    const last = tries.at(-1);
    // The last response decides. Of several rejections, prefer one that links elsewhere, else the first: the likeliest
    // URL.
    const decided =
      last?.metadata || last?.sent.exchange.failure
        ? diagnosed.at(-1)
        : (diagnosed.find(leadsOn) ?? diagnosed[0]);
    return {
      exchanges: reports.map(({ exchange }) => exchange),
      findings: decided ?? [],
      metadata: last?.metadata ?? null,
    };
  }
}

/**
 * Whether a rejection names another URL, like a redirect. It is not followed automatically; the user can with one
 * click.
 */
function leadsOn(findings: readonly Finding[]): boolean {
  return findings.some(({ actions }) => actions.some(({ kind }) => kind === 'use-url'));
}

function readAddresses(typed: string, workspace: Workspace): Result<readonly MetadataAddress[], AppError> {
  const resolution = resolveWorkspace(workspace);
  const unresolved = checkResolved(resolution, 'metadata', NO_SECRETS);
  if (unresolved) return err(unresolved);
  const address = new TextResolver(variablesOf(workspace)).resolve(typed);
  const problem = checkText(address, 'Issuer', NO_SECRETS, workspace);
  return problem ? err(problem) : metadataAddresses(address.text);
}

const NO_SECRETS: SecretValues = new Map();

function readAnswer({ response, failure, request, startedAt, timings }: Exchange): KeptMetadata | null {
  if (!response || failure || response.status < 200 || response.status > 299) return null;
  const document = parseMetadata(response.body.text);
  return document && { document: { ...document }, url: request.url, fetchedAt: startedAt + timings.total };
}
