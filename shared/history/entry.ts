import type { Severity } from '../diagnose/finding.ts';
import type { Exchange, ExchangePurpose, FailureCode, RepetitionReason } from '../http/exchange.ts';
import { maskQuery } from '../http/mark-query.ts';
import type { Workspace } from '../model/workspace.ts';
import { referencesIn } from '../variables/references.ts';
import { TextResolver } from '../variables/resolve-text.ts';
import { variablesOf } from '../variables/variables-of.ts';

/** One exchange as the history keeps it: the fact, and the inputs that made it, so that it can be run again. */
export interface HistoryEntry {
  readonly exchange: Exchange;
  /** The workspace at that moment with the client that was used; no secret is in it. */
  readonly inputs: Workspace;
  /** The worst thing the diagnosis found then, or null. */
  readonly severity: Severity | null;
  readonly pinned: boolean;
}

/** What a line of the list needs. Ten thousand of them fit into the window's memory. */
export interface HistorySummary {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly purpose: ExchangePurpose;
  readonly method: string;
  readonly url: string;
  /** Null when there was no response. */
  readonly status: number | null;
  readonly failure: FailureCode | null;
  /** Milliseconds. */
  readonly duration: number;
  /** Bytes of the response body, decoded. */
  readonly size: number;
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly clientId: string;
  /** Ours, of the connection: ties it to the embedded server's log. Null where none came about. */
  readonly localPort: number | null;
  readonly severity: Severity | null;
  readonly pinned: boolean;
  /** What let the connection go on, where it was not the system's CAs. */
  readonly trusted?: AddedTrust;
  /** Why this request was sent again by itself; absent where it was not. */
  readonly repeatedBecause?: RepetitionReason;
  /** Why the request before was sent again as this one; absent where it was not. */
  readonly repeatsBecause?: RepetitionReason;
}

/** A certificate that is trusted because a person said so: of an added CA, or pinned. */
interface AddedTrust {
  readonly by: 'extra-ca' | 'pin';
  /** SHA-256 of each certificate that the server sent, its own first. */
  readonly fingerprints: readonly string[];
  /** The issuer of the last one: its own certificate need not be sent. */
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
