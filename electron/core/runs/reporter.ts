import { type DiagnoseContext, diagnose } from '../../../shared/diagnose/diagnose.ts';
import type { Finding } from '../../../shared/diagnose/finding.ts';
import type { MaskedExchange } from '../../../shared/http/exchange.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import type { HistoryService } from '../history/history-service.ts';
import type { SentExchange } from '../requests/exchange-engine.ts';
import { maskExchange } from '../requests/mask-exchange.ts';

/** An exchange as it may be shown, and what is to be said about it. */
export interface Report {
  readonly exchange: MaskedExchange;
  readonly findings: readonly Finding[];
}

type Context = Omit<DiagnoseContext, 'now'> & { readonly workspace: Workspace };

/**
 * The one way from an exchange that was sent to the page and the history: mask, diagnose, record. Nothing else makes a
 * masked exchange of one that was sent, and nothing else takes an unmasked one.
 */
export class Reporter {
  readonly #history: Pick<HistoryService, 'record'>;
  readonly #now: () => number;

  constructor({ history, now }: { history: Pick<HistoryService, 'record'>; now: () => number }) {
    this.#history = history;
    this.#now = now;
  }

  /** Masks and diagnoses; what is said is said of what may be shown. */
  judge(sent: SentExchange, context: Context): Report {
    const exchange = maskExchange(sent);
    return { exchange, findings: diagnose(exchange, { ...context, now: this.#now() }) };
  }

  /** Into the history. */
  record({ exchange, findings }: Report, workspace: Workspace): void {
    this.#history.record(exchange, workspace, findings);
  }

  report(sent: SentExchange, context: Context): Report {
    const report = this.judge(sent, context);
    this.record(report, context.workspace);
    return report;
  }
}
