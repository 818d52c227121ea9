import type { KeyObject } from 'node:crypto';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { ClientKeys, ProofAlgorithm } from '../../../shared/token-server/client-authentication.ts';
import type { PublicJwk } from '../../../shared/token-server/public-jwk-set.ts';
import { quote } from '../http/oauth-error.ts';
import { mayVerify } from '../proofs/proof-algorithms.ts';
import { readPublicKey } from '../proofs/public-key.ts';
import type { KeySets } from './key-sets.ts';

/** The client's keys for this algorithm and key ID, or why there are none. */
export async function findClientKeys(
  keys: ClientKeys,
  algorithm: ProofAlgorithm,
  kid: string | null,
  keySets: KeySets,
  now: number,
): Promise<Result<readonly KeyObject[], string>> {
  if (keys.from === 'jwks') return select(keys.jwks.keys, algorithm, kid, 'the client’s key set');
  const where = `the key set at ${keys.url}`;
  const fetched = await keySets.get(keys.url, now);
  if (!fetched.ok) return fetched;
  const selected = select(fetched.value, algorithm, kid, where);
  if (selected.ok) return selected;
  // Fetch the key set again: the client may have rotated its keys.
  const again = await keySets.getNewer(keys.url, now);
  return again.ok ? select(again.value, algorithm, kid, where) : again;
}

function select(
  jwks: readonly PublicJwk[],
  algorithm: ProofAlgorithm,
  kid: string | null,
  where: string,
): Result<readonly KeyObject[], string> {
  const named = kid === null ? jwks : jwks.filter((jwk) => jwk.kid === undefined || jwk.kid === kid);
  if (named.length === 0) return err(`the assertion’s kid ${quote(kid ?? '')} is not in ${where}`);
  const fitting = named.filter((jwk) => mayVerify(jwk, algorithm));
  if (fitting.length === 0) return err(`there is no key for ${algorithm} in ${where}`);
  const read = fitting.map(readPublicKey);
  const readable = read.flatMap((key) => (key.ok ? [key.value] : []));
  if (readable.length > 0) return ok(readable);
  const [fault] = read.flatMap((key) => (key.ok ? [] : [key.error]));
  return err(`the key for ${algorithm} in ${where} ${fault}`);
}
