import { randomUUID } from 'node:crypto';
import { diagnose } from '../../../shared/diagnose/diagnose.ts';
import type { AppError } from '../../../shared/errors.ts';
import { importExchange } from '../../../shared/formats/har/apply-exchange.ts';
import { harToExchanges } from '../../../shared/formats/har/har-to-exchanges.ts';
import type { Exchange } from '../../../shared/http/exchange.ts';
import type { Input } from '../../../shared/ipc/inputs.ts';
import { blankWorkspace } from '../../../shared/model/blank-workspace.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { readTokenOutcome } from '../../../shared/oauth/token/token-response.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { sentSecrets } from '../exchange/recording/used-secrets.ts';
import { maskExchange } from '../requests/mask-exchange.ts';
import type { HistoryService, Recorded } from './history-service.ts';

/** Adds the chosen entries of a HAR file to the history, to inspect, compare and replay. */
export async function importHar(
  history: Pick<HistoryService, 'addAll'>,
  { text, name, entries }: Input<'history.import'>,
): Promise<Result<{ added: number }, AppError>> {
  const keys = new Map<string, number>();
  const read = harToExchanges(text, {
    idFor: (entry) => {
      const id = randomUUID();
      keys.set(id, entry);
      return id;
    },
  });
  if (!read.ok) return read;
  const wanted = entries && new Set(entries);
  const chosen = read.value.exchanges.filter(({ id }) => wanted?.has(keys.get(id) ?? -1) ?? true);
  // Uses a blank workspace: replaying must not send another workspace's secrets where a file says.
  const blank = blankWorkspace({ id: `har-${randomUUID()}`, clientKey: 'imported', name: `HAR: ${name}` });
  const added = await history.addAll(chosen.map((exchange) => toRecorded(exchange, blank)));
  return added.ok ? ok({ added: chosen.length }) : added;
}

function toRecorded(exchange: Exchange, blank: Workspace): Recorded {
  const { workspace } = importExchange(exchange, blank);
  const shown = maskExchange({ exchange, withhold: sentSecrets(exchange.request) });
  const outcome = exchange.purpose === 'token' ? readTokenOutcome(shown) : null;
  // Diagnose as of then: a later expiry was not the response's fault.
  const now = exchange.startedAt + exchange.timings.total;
  return { exchange: shown, workspace, findings: diagnose(shown, { workspace, outcome, now }) };
}
