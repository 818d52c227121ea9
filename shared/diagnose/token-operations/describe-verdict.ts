import { assertUnreachable } from '../../errors.ts';
import type { SignatureVerdict } from '../../oauth/jwt/signature-verdict.ts';
import { listSome } from '../quote.ts';

/** `good`: the signature holds. `bad`: an API would refuse it. `open`: it cannot be said here. */
type VerdictTone = 'good' | 'bad' | 'open';

export interface VerdictWords {
  readonly tone: VerdictTone;
  readonly title: string;
  readonly text: string;
}

/** A verdict in words: what was found, and what to do. */
export function describeVerdict(verdict: SignatureVerdict): VerdictWords {
  switch (verdict.kind) {
    case 'valid':
      return good(
        'The signature is valid',
        `${verdict.alg}, made by the ${verdict.key} of the server. What the token says was not changed.`,
      );
    case 'mismatch':
      return bad(
        'The signature does not match',
        `${verdict.alg}, checked against the ${listSome(verdict.keys, 'and the')}. Either the token was changed after it was signed, or another key signed it that only calls itself the same.`,
      );
    case 'too-many-keys':
      return open(
        `None of the first ${verdict.tried} keys signed it`,
        `The server publishes ${verdict.fitting} keys that fit ${verdict.alg}, and the token does not single one out. Credence tries ${verdict.tried}.`,
      );
    case 'unknown-kid':
      return bad(
        `The server publishes no key “${verdict.kid}”`,
        `${known(verdict.known)} The key set was fetched anew, so it is no matter of waiting: the token is from another server, or its key was taken out.`,
      );
    case 'no-fitting-key':
      return bad(
        `No published key fits ${verdict.alg}`,
        `The token does not say which key signed it. ${known(verdict.known)}`,
      );
    case 'wrong-alg':
      return bad(
        `The key is not for ${verdict.alg}`,
        `The token is signed by ${verdict.alg} and names the ${verdict.key}, which is for ${verdict.keyAlg}. An API must not take it: mixing algorithms or uses up is an attack (RFC 8725 §3.1).`,
      );
    case 'malformed':
      return bad(
        'The token is not written as a JWT has to be',
        `${verdict.fault} APIs may refuse the token for it.`,
      );
    case 'unsecured':
      return bad(
        'The token is not signed',
        'Its header says alg “none”: anyone could have written it. No API should take it (RFC 8725 §3.2).',
      );
    case 'symmetric':
      return open(
        `A signature by ${verdict.alg} cannot be checked here`,
        'It is made with a secret that the server shares with its APIs and that no key set holds. Whoever can check it can also forge it: for access tokens choose a signature with a key pair at the server, for example PS256 or ES256.',
      );
    case 'unsupported':
      return open(
        `A signature by ${verdict.alg} cannot be checked on this system`,
        'Credence’s cryptography (BoringSSL) does not have this algorithm. That says nothing about the token: an API with another library may well check it.',
      );
    case 'unusable-key':
      return open('The published key cannot be used', `The ${verdict.key}: ${verdict.detail}`);
    case 'critical':
      return bad(
        'The token demands what is not understood here',
        verdict.names.length === 0
          ? 'Its header has an empty list crit, which must not be: an API may refuse it (RFC 7515 §4.1.11).'
          : `Its header says crit: ${verdict.names.join(', ')}. Who does not understand them has to refuse it (RFC 7515 §4.1.11).`,
      );
    case 'no-keys':
      return open('There are no keys to check it with', NO_KEYS[verdict.reason]);
    case 'opaque':
      return open(
        'There is no signature',
        'An opaque token is a name for something that the server keeps. The API asks the server whether it is good: introspect it to do the same.',
      );
    case 'encrypted':
      return open(
        'The token is encrypted',
        `A JWE of five parts, by ${verdict.alg} and ${verdict.enc}: only the API that holds the key can read it, and the signature is inside. To you it is opaque; introspection may tell what it says.`,
      );
    default:
      return assertUnreachable(verdict);
  }
}

const NO_KEYS: Readonly<Record<Extract<SignatureVerdict, { kind: 'no-keys' }>['reason'], string>> = {
  'no-address':
    'No address of a key set is known. Press Discover in step 1 to read it from the server’s metadata, or enter it there under Endpoints.',
  'not-fetched': 'The key set could not be fetched: the diagnosis says why.',
  unreadable: 'What is at the address is no key set (RFC 7517 §5).',
  empty: 'The server’s key set is empty.',
};

const good = (title: string, text: string): VerdictWords => ({ tone: 'good', title, text });
const bad = (title: string, text: string): VerdictWords => ({ tone: 'bad', title, text });
const open = (title: string, text: string): VerdictWords => ({ tone: 'open', title, text });

function known(keys: readonly string[]): string {
  return `It publishes the ${listSome(keys, 'and the')}.`;
}
