import type { ServerState } from '../server-state.ts';

/** The DPoP-Nonce header for the next proof, if required: alternating names and values (RFC 9449 §8, §9). */
export function nonceHeader(
  { nonces, rules }: ServerState,
  now: number,
  at: keyof ServerState['nonces'],
): readonly string[] {
  return rules.requireDpopNonce ? ['DPoP-Nonce', nonces[at].issue(now)] : [];
}
