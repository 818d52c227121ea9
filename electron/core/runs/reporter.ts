import { setTimeout as sleep } from 'node:timers/promises';
import { type DiagnoseContext, examine, type Verdict } from '../../../shared/diagnose/diagnose.ts';
import type { Finding } from '../../../shared/diagnose/finding.ts';
import type { Exchange, MaskedExchange } from '../../../shared/http/exchange.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { decisionAbout } from '../../../shared/token-server/match-server-log.ts';
import type { TokenServerLogEntry } from '../../../shared/token-server/state.ts';
import type { HistoryService } from '../history/history-service.ts';
import type { SentExchange } from '../requests/exchange-engine.ts';
import { maskExchange } from '../requests/mask-exchange.ts';
import { SessionMemory } from './session-memory.ts';

/** A masked exchange and its findings. */
export interface Report {
  readonly exchange: MaskedExchange;
  readonly findings: readonly Finding[];
  /** What decided the first finding, if several causes were weighed. */
  readonly verdict: Verdict | null;
  /** Unusual but harmless, shown under “More”. */
  readonly notes: readonly Finding[];
}

export interface ReporterOptions {
  readonly history: Pick<HistoryService, 'record'>;
  readonly now: () => number;
  /** The log of the built-in token server, if available. */
  readonly serverLog?: (() => readonly TokenServerLogEntry[]) | undefined;
  /** As in CoreOptions. */
  readonly remembersSuccess?: boolean | undefined;
}

type Context = Omit<DiagnoseContext, 'now' | 'memory' | 'serverLog'> & { readonly workspace: Workspace };

/** The only path from a sent exchange to the page and the history: mask, diagnose, record. */
export class Reporter {
  readonly #history: Pick<HistoryService, 'record'>;
  readonly #now: () => number;
  readonly #serverLog: () => readonly TokenServerLogEntry[];
  readonly #memory: SessionMemory | null;

  constructor({ history, now, serverLog = () => [], remembersSuccess = true }: ReporterOptions) {
    this.#history = history;
    this.#now = now;
    this.#serverLog = serverLog;
    this.#memory = remembersSuccess ? new SessionMemory() : null;
  }

  /** Waits for the built-in token server's log line about a rejection: it arrives separately from the response. */
  async awaitLog({ exchange }: SentExchange, { kind }: Workspace): Promise<void> {
    if (kind !== 'built-in' || (exchange.response?.status ?? 0) < 400) return;
    for (let tries = 0; tries < LOG_TRIES && this.#lineAbout(exchange) === null; tries += 1)
      await sleep(LOG_WAIT_MS);
  }

  /** Masks, then diagnoses the masked exchange. */
  judge(sent: SentExchange, context: Context): Report {
    const exchange = maskExchange(sent);
    const { workspace } = context;
    // Compares what was sent, not the masked form: a changed secret shows only in its digest.
    const memory = this.#memory?.recall(sent.exchange, workspace) ?? null;
    this.#memory?.remember(sent.exchange, workspace);
    const serverLog = workspace.kind === 'built-in' ? this.#lineAbout(sent.exchange) : null;
    return { exchange, ...examine(exchange, { ...context, memory, serverLog, now: this.#now() }) };
  }

  #lineAbout(exchange: Exchange): string | null {
    return decisionAbout(exchange, this.#serverLog());
  }

  /** Adds it to the history. */
  record({ exchange, findings }: Pick<Report, 'exchange' | 'findings'>, workspace: Workspace): void {
    this.#history.record(exchange, workspace, findings);
  }

  /** Masks and records without a diagnosis, and does not remember a success. For probes. */
  keep(sent: SentExchange, workspace: Workspace): MaskedExchange {
    const exchange = maskExchange(sent);
    this.record({ exchange, findings: [] }, workspace);
    return exchange;
  }

  report(sent: SentExchange, context: Context): Report {
    const report = this.judge(sent, context);
    this.record(report, context.workspace);
    return report;
  }
}

const LOG_TRIES = 30;
const LOG_WAIT_MS = 10;
