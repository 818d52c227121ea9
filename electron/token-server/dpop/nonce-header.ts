import type { ServerState } from '../server-state.ts';

/** The nonce for the next proof, where proofs need one: names and values in turn (RFC 9449 §8, §9). */
export function nonceHeader(
  { nonces, rules }: ServerState,
  now: number,
  at: keyof ServerState['nonces'],
): readonly string[] {
  return rules.requireDpopNonce ? ['DPoP-Nonce', nonces[at].issue(now)] : [];
}
