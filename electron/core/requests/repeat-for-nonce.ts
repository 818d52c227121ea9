import type { AppError } from '../../../shared/errors.ts';
import { demandsNonce, givenNonce } from '../../../shared/oauth/token/dpop-nonce.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { DpopNonces } from '../credentials/dpop-nonces.ts';
import type { SentExchange } from './exchange-engine.ts';

/** A request that was sent. */
export interface SentRequest extends SentExchange {
  /** Whether we generated its proof, so that it can be renewed. */
  readonly proven: boolean;
}

export interface SentRequests {
  /** The final request. */
  readonly last: SentRequest;
  /** The requests it repeats, first to last; each is complete. */
  readonly earlier: readonly SentRequest[];
}

/**
 * Sends a request, and retries once if the server requires a DPoP nonce and supplies one (RFC 9449 §8, §9). Only once,
 * to avoid a loop. `send` rebuilds the request each time and records it under the given ID.
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
