// A Map, not an object: names come from a JWT and may be `constructor`.
const MEANINGS: ReadonlyMap<string, string> = new Map([
  ['typ', 'Says that it is a proof and nothing else: dpop+jwt.'],
  ['alg', 'How it is signed: always with a private key.'],
  ['jwk', 'The public key, with which the server verifies the signature.'],
  ['jti', 'Its own name, different each time, so that it cannot be used twice.'],
  ['htm', 'The method of the request that it goes with.'],
  ['htu', 'The address of that request, without query and fragment.'],
  ['iat', 'When it was made: servers take only fresh ones.'],
  ['ath', 'The hash of the access token that goes along.'],
  ['nonce', 'What the server gave to be repeated, so that no proof can be made in advance.'],
]);

/** The meaning of a proof's header or claim (RFC 9449 §4.2), in a sentence; null if unknown. */
export function explainProof(name: string): string | null {
  return MEANINGS.get(name) ?? null;
}
