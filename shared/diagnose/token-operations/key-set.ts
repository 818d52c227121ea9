import { describeKey, type PublishedKey, readKeySet } from '../../oauth/jwt/key-set.ts';
import { decodeBase64 } from '../../text/base64.ts';
import { jsonOf } from '../evidence/body-members.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { listSome } from '../quote.ts';
import type { Rule } from '../rule.ts';

/** What is off about a key set. All that fit. */
export const KEY_SET_RULES: readonly Rule[] = [
  keySetRule(
    {
      id: 'jwks-private-key',
      severity: 'error',
      title: 'The server publishes a private key',
      why: 'Whoever reads it can make tokens that every API of this server takes.',
      reference: 'RFC 7517 §9.2',
    },
    (keys) => keys.filter(({ d, priv }) => d !== undefined || priv !== undefined),
    'Replace the key at the server at once: take it as known to everybody.',
  ),
  keySetRule(
    {
      id: 'jwks-secret-key',
      severity: 'error',
      title: 'The server publishes a secret key',
      why: 'A key of type oct is a secret of two parties. Published, it lets everybody make what it signs.',
      reference: 'RFC 7518 §6.4',
    },
    (keys) => keys.filter(({ kty }) => kty === 'oct'),
    'Take it out of the key set, and replace it where it is used.',
  ),
  keySetRule(
    {
      id: 'jwks-weak-key',
      severity: 'warning',
      title: 'An RSA key is too short',
      why: 'Signatures need 2048 bits or more. Libraries refuse shorter keys, Credence’s among them.',
      reference: 'RFC 7518 §3.3',
    },
    (keys) => keys.filter((key) => key.kty === 'RSA' && bitsOf(key) < 2048),
    'Make a longer key at the server.',
  ),
  keySetRule(
    {
      id: 'jwks-kid-twice',
      severity: 'warning',
      title: 'Two keys have the same name',
      why: 'A token names its key by kid. Programs that find two take the first, and may find the signature wrong.',
      reference: 'RFC 7517 §4.5',
    },
    findTwice,
    'Give each key a kid of its own.',
  ),
  keySetRule(
    {
      id: 'jwks-kid-missing',
      severity: 'info',
      title: 'Keys without a name among several',
      why: 'Without kid a program has to try one key after the other, and cannot tell a new key from an unknown one.',
      reference: 'RFC 7517 §4.5',
    },
    (keys) => (keys.length > 1 ? keys.filter(({ kid }) => typeof kid !== 'string') : []),
    'Nothing to do on this side: each fitting key is tried.',
  ),
  {
    id: 'jwks-empty',
    severity: 'warning',
    title: 'The key set is empty',
    why: 'No signature of this server can be checked. With opaque tokens alone that does no harm.',
    reference: 'RFC 7517 §5',
    check: (facts) =>
      isSuccess(facts) && readKeySet(jsonOf(facts))?.length === 0
        ? { seen: 'keys: [].', nextStep: 'Have the server publish its signing keys.' }
        : null,
  },
];

function keySetRule(
  rule: Omit<Rule, 'check'>,
  select: (keys: readonly PublishedKey[]) => readonly PublishedKey[],
  nextStep: string,
): Rule {
  return {
    ...rule,
    check: (facts) => {
      const selected = isSuccess(facts) ? select(readKeySet(jsonOf(facts)) ?? []) : [];
      return selected.length === 0 ? null : { seen: `${listSome(selected.map(describeKey))}.`, nextStep };
    },
  };
}

/** Keys of one type whose kid an earlier key has. The same key may be listed again, for another algorithm or use. */
function findTwice(keys: readonly PublishedKey[]): readonly PublishedKey[] {
  const first = new Map<string, PublishedKey>();
  return keys.filter((key) => {
    if (key.kid === undefined) return false;
    const name = JSON.stringify([key.kid, key.kty]);
    const earlier = first.get(name);
    if (!earlier) first.set(name, key);
    return earlier && ['n', 'e', 'crv', 'x', 'y', 'pub'].some((part) => earlier[part] !== key[part]);
  });
}

function isSuccess({ exchange, status }: Evidence): boolean {
  return exchange.purpose === 'jwks' && status >= 200 && status < 300;
}

/** The length of the modulus, whose top bit is set. One that cannot be read is another fault. */
function bitsOf({ n }: PublishedKey): number {
  const modulus = typeof n === 'string' ? decodeBase64(n) : null;
  return modulus ? modulus.length * 8 : Number.POSITIVE_INFINITY;
}
