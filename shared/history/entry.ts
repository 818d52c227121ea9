import type { Severity } from '../diagnose/finding.ts';
import type { Exchange, ExchangePurpose, FailureCode, RepetitionReason } from '../http/exchange.ts';
import { maskQuery } from '../http/mark-query.ts';
import type { Workspace } from '../model/workspace.ts';
import { referencesIn } from '../variables/references.ts';
import { TextResolver } from '../variables/resolve-text.ts';
import { variablesOf } from '../variables/variables-of.ts';

/** An exchange in the history, with the inputs to run it again. */
export interface HistoryEntry {
  readonly exchange: Exchange;
  /** The workspace at that time, opened at the client used, without secrets. */
  readonly inputs: Workspace;
  /** The worst severity the diagnosis found then, or null. */
  readonly severity: Severity | null;
  readonly pinned: boolean;
}

/** One line of the list. Ten thousand fit into the window's memory. */
export interface HistorySummary {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly purpose: ExchangePurpose;
  readonly method: string;
  readonly url: string;
  /** Null if there was no response. */
  readonly status: number | null;
  readonly failure: FailureCode | null;
  /** Milliseconds. */
  readonly duration: number;
  /** Bytes of the response body, decoded. */
  readonly size: number;
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly clientId: string;
  /** Our end of the connection: matches it to the embedded server's log. Null if no connection was made. */
  readonly localPort: number | null;
  readonly severity: Severity | null;
  readonly pinned: boolean;
  /** The added trust that accepted the certificate; absent for a system CA. */
  readonly trusted?: AddedTrust;
  /** Why this request was automatically repeated; absent otherwise. */
  readonly repeatedBecause?: RepetitionReason;
  /** Why this request repeats the previous one; absent otherwise. */
  readonly repeatsBecause?: RepetitionReason;
}

/** A certificate the user trusts: an added CA or a pin. */
interface AddedTrust {
  readonly by: 'extra-ca' | 'pin';
  /** SHA-256 of each certificate the server sent, leaf first. */
  readonly fingerprints: readonly string[];
  /** The issuer of the last certificate, which may not be sent itself. */
  readonly issuer: string;
}

function addedTrust({ tls }: Exchange): AddedTrust | null {
  if (tls?.acceptedBy !== 'extra-ca' && tls?.acceptedBy !== 'pin') return null;
  return {
    by: tls.acceptedBy,
    fingerprints: tls.chain.map(({ fingerprint256 }) => fingerprint256),
    issuer: tls.chain.at(-1)?.issuer ?? '',
  };
}

export function summarise({ exchange, inputs, severity, pinned }: HistoryEntry): HistorySummary {
  const trusted = addedTrust(exchange);
  return {
    id: exchange.id,
    startedAt: exchange.startedAt,
    purpose: exchange.purpose,
    method: exchange.request.method,
    url: maskQuery(exchange.request.url),
    status: exchange.response?.status ?? null,
    failure: exchange.failure?.code ?? null,
    duration: exchange.timings.total,
    size: exchange.response?.body.size ?? 0,
    workspaceId: inputs.id,
    workspaceName: inputs.name,
    clientId: clientIdOf(inputs),
    localPort: exchange.connection?.localPort ?? null,
    severity,
    pinned,
    ...(trusted && { trusted }),
    ...(exchange.repeatedBy && { repeatedBecause: exchange.repeatedBy.reason }),
    ...(exchange.repeats && { repeatsBecause: exchange.repeats.reason }),
  };
}

/** As it was sent. */
function clientIdOf(inputs: Workspace): string {
  const typed = inputs.clients.find(({ id }) => id === inputs.activeClientId)?.clientId ?? '';
  return referencesIn(typed).length === 0 ? typed : new TextResolver(variablesOf(inputs)).resolve(typed).text;
}
