import type { Exchange, ExchangePurpose } from '../../http/exchange.ts';
import { responseHeader, responseHeaders } from '../../http/response.ts';
import { challengeOf, challengeParameter, parseChallenges } from '../challenge.ts';
import { readTokenOutcome } from './token-response.ts';

/** Who gave a nonce: a nonce of the one is not for the other, even at the same origin (RFC 9449 §8, §9). */
export type NonceRole = 'authorization-server' | 'resource-server';

export function nonceRole(purpose: ExchangePurpose): NonceRole {
  return purpose === 'api' ? 'resource-server' : 'authorization-server';
}

/** The nonce that a response gives for the next proof, whatever its status (RFC 9449 §8.2). Null when it gives none. */
export function givenNonce({ response }: Pick<Exchange, 'response'>): string | null {
  return responseHeader(response?.headers ?? [], 'dpop-nonce')?.trim() || null;
}

/**
 * Whether the answer refuses the proof for want of a nonce: the error `use_dpop_nonce` of a token endpoint (RFC 9449
 * §8), or that of a DPoP challenge (RFC 9449 §9); some token endpoints have only the challenge.
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
