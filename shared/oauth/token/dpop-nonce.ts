import type { Exchange, ExchangePurpose } from '../../http/exchange.ts';
import { responseHeader, responseHeaders } from '../../http/response.ts';
import { challengeOf, challengeParameter, parseChallenges } from '../challenge.ts';
import { readTokenOutcome } from './token-response.ts';

/** Who issued a nonce: it is only valid for that role, even at the same origin (RFC 9449 §8, §9). */
export type NonceRole = 'authorization-server' | 'resource-server';

export function nonceRole(purpose: ExchangePurpose): NonceRole {
  return purpose === 'api' ? 'resource-server' : 'authorization-server';
}

/** The nonce in a response, for the next proof, whatever the status (RFC 9449 §8.2). Null if absent. */
export function givenNonce({ response }: Pick<Exchange, 'response'>): string | null {
  return responseHeader(response?.headers ?? [], 'dpop-nonce')?.trim() || null;
}

/**
 * Whether the response rejects the proof for a missing nonce: `use_dpop_nonce` from a token endpoint (RFC 9449 §8) or
 * in a DPoP challenge (RFC 9449 §9). Some token endpoints send only the challenge.
 */
export function demandsNonce(exchange: Exchange): boolean {
  const { response, purpose } = exchange;
  if (!response || response.status < 400) return false;
  if (nonceRole(purpose) === 'authorization-server') {
    const outcome = readTokenOutcome(exchange);
    if (outcome.kind === 'error') return outcome.error === USE_NONCE;
  }
  const challenge = challengeOf(
    parseChallenges(responseHeaders(response.headers, 'www-authenticate')),
    'DPoP',
  );
  return challenge !== null && challengeParameter(challenge, 'error') === USE_NONCE;
}

const USE_NONCE = 'use_dpop_nonce';
