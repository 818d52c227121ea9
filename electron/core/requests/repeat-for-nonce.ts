import type { AppError } from '../../../shared/errors.ts';
import { demandsNonce, givenNonce } from '../../../shared/oauth/token/dpop-nonce.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { DpopNonces } from '../credentials/dpop-nonces.ts';
import type { SentExchange } from './exchange-engine.ts';

/** A request that was sent. */
export interface SentRequest extends SentExchange {
  /** Whether a proof of ours went along, so that another one can. */
  readonly proven: boolean;
}

export interface SentRequests {
  /** What came of it in the end. */
  readonly last: SentRequest;
  /** What was repeated, first to last; each is complete. */
  readonly earlier: readonly SentRequest[];
}

/**
 * Sends a request, and once more where the server wants a nonce in the proof and gives one (RFC 9449 §8, §9): once, for a
 * server that asks again would do so for ever. `send` makes everything anew each time, and records under the id it is given.
 */
export async function repeatForNonce(
  id: string,
  nonces: DpopNonces,
  send: (id: string) => Promise<Result<SentRequest, AppError>>,
): Promise<Result<SentRequests, AppError>> {
  const first = await send(id);
  if (!first.ok) return first;
  nonces.learn(first.value.exchange);
  if (!first.value.proven || !demandsNonce(first.value.exchange) || !givenNonce(first.value.exchange)) {
    return ok({ last: first.value, earlier: [] });
  }
  const second = await send(`${id}/again`);
  if (!second.ok) return second;
  nonces.learn(second.value.exchange);
  const reason = 'dpop-nonce';
  const repeats = { exchangeId: id, reason } as const;
  const repeatedBy = { exchangeId: second.value.exchange.id, reason } as const;
  return ok({
    last: { ...second.value, exchange: { ...second.value.exchange, repeats } },
    earlier: [{ ...first.value, exchange: { ...first.value.exchange, repeatedBy } }],
  });
}
