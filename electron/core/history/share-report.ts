import { examineRecorded } from '../../../shared/diagnose/examine-recorded.ts';
import type { AppError } from '../../../shared/errors.ts';
import { callOf } from '../../../shared/expectations/call-of.ts';
import { checkExpectations } from '../../../shared/expectations/check-expectations.ts';
import type { HistoryEntry } from '../../../shared/history/entry.ts';
import { withholdTokens } from '../../../shared/history/withhold-tokens.ts';
import type { Exchange } from '../../../shared/http/exchange.ts';
import type { ApiCall, SavedWorkspace } from '../../../shared/model/workspace.ts';
import { decodeJwt } from '../../../shared/oauth/jwt/jwt.ts';
import { sentToken } from '../../../shared/oauth/token/sent-token.ts';
import { readTokenOutcome } from '../../../shared/oauth/token/token-response.ts';
import { hasPassed, type Report, type ReportCase } from '../../../shared/report/report.ts';
import { reportHtml } from '../../../shared/report/report-html.ts';
import type { Result } from '../../../shared/result.ts';
import type { TokenServerLogEntry } from '../../../shared/token-server/state.ts';
import type { FileService } from '../storage/file-service.ts';
import type { HistoryService } from './history-service.ts';

/** An exchange in the report, and the saved call that sent it, if known. */
export interface SharedExchange {
  readonly id: string;
  readonly callId: string | null;
}

export interface ShareReportPorts {
  readonly history: Pick<HistoryService, 'get'>;
  readonly files: Pick<FileService, 'save'>;
  readonly workspaces: () => readonly SavedWorkspace[];
  /** The log of the built-in token server. */
  readonly serverLog: () => readonly TokenServerLogEntry[];
  /** For example `Credence 0.2.0`. */
  readonly generator: string;
  readonly now: () => number;
}

/** Saves exchanges as one HTML file to share: requests and responses, without secrets or tokens. */
export async function shareReport(
  exchanges: readonly SharedExchange[],
  ports: ShareReportPorts,
): Promise<Result<{ saved: boolean }, AppError>> {
  const cases: (ReportCase & { readonly inputs: HistoryEntry['inputs'] })[] = [];
  const repeated = new Set<string>();
  // Last to first: the requests that one repeats belong to its case.
  for (const { id, callId } of exchanges.toReversed()) {
    if (repeated.has(id)) continue;
    const found = await ports.history.get(id);
    if (!found.ok) {
      // An entry evicted meanwhile does not fail the export.
      if (found.error.code === 'config.not-found' && exchanges.length > 1) continue;
      return found;
    }
    const entry = found.value;
    const before = await earlier(entry.exchange, ports.history);
    for (const each of before) repeated.add(each.id);
    const saved = ports.workspaces().find((workspace) => workspace.id === entry.inputs.id);
    const isCall = entry.exchange.purpose === 'api';
    const call = saved && isCall ? callOf(saved, entry.inputs, callId) : null;
    cases.unshift({ ...toCase(entry, { before, call, log: ports.serverLog() }), inputs: entry.inputs });
  }
  const report: Report = {
    generator: ports.generator,
    createdAt: ports.now(),
    workspace: [...new Set(cases.map(({ inputs }) => inputs.name))].join(', '),
    environment: environmentOf(cases.map(({ inputs }) => inputs)),
    cases,
  };
  return ports.files.save(fileName(cases), reportHtml(report));
}

/** The requests that this one repeats, first to last. */
async function earlier(
  { repeats }: Exchange,
  history: Pick<HistoryService, 'get'>,
): Promise<readonly Exchange[]> {
  const chain: Exchange[] = [];
  const seen = new Set<string>();
  for (let next = repeats; next && !seen.has(next.exchangeId); ) {
    seen.add(next.exchangeId);
    const found = await history.get(next.exchangeId);
    if (!found.ok) break;
    chain.unshift(found.value.exchange);
    next = found.value.exchange.repeats;
  }
  return chain;
}

interface CaseFacts {
  /** The requests that this one repeats, first to last. */
  readonly before: readonly Exchange[];
  readonly call: ApiCall | null;
  readonly log: readonly TokenServerLogEntry[];
}

function toCase({ exchange, inputs }: HistoryEntry, { before, call, log }: CaseFacts): ReportCase {
  const { findings, verdict } = examineRecorded(exchange, { inputs, token: null, log });
  const expectations = checkExpectations(call?.expectations ?? [], exchange);
  return {
    name: call?.name || NAMES[exchange.purpose],
    exchanges: [...before, exchange].map(withholdTokens),
    findings,
    verdict,
    expectations,
    passed: hasPassed(exchange, { findings, expectations }),
    problem: null,
    claims: claimsOf(exchange),
  };
}

const NAMES: Readonly<Record<Exchange['purpose'], string>> = {
  token: 'Token request',
  api: 'API call',
  metadata: 'Server metadata',
  jwks: 'Key set',
  introspection: 'Introspection',
  revocation: 'Revocation',
};

/** Claims of the token received or sent. Without its signature the token can be read but not used. */
function claimsOf(exchange: Exchange): ReportCase['claims'] {
  const outcome = exchange.purpose === 'token' ? readTokenOutcome(exchange) : null;
  const value = outcome?.kind === 'token' ? outcome.accessToken : sentToken(exchange.request)?.value;
  return (value != null && decodeJwt(value)?.claims) || null;
}

/** The environment of all exchanges; null if they differ or there is none. */
function environmentOf(all: readonly HistoryEntry['inputs'][]): string | null {
  const names = new Set(
    all.map(({ variables }) =>
      variables && variables.items.length > 0
        ? (variables.environments.find(({ id }) => id === variables.activeEnvironmentId)?.name ?? null)
        : null,
    ),
  );
  return names.size === 1 ? ([...names][0] ?? null) : null;
}

function fileName(cases: readonly ReportCase[]): string {
  const last = cases.at(-1)?.exchanges.at(-1);
  if (cases.length !== 1 || !last || !URL.canParse(last.request.url)) return 'credence-report.html';
  return `${last.purpose}-${new URL(last.request.url).hostname}-report.html`;
}
