import { challengeOf, challengeParameter } from '../../oauth/challenge.ts';
import { thumbprintOfFingerprint } from '../../oauth/jwt/thumbprint.ts';
import { confirmationOfToken } from '../../oauth/token/confirmation.ts';
import { certificateActions } from '../certificate-actions.ts';
import { boundKeyOf, carriedToken } from '../evidence/dpop-facts.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { explanation, parameterOf, seenRefusal, sentScheme } from '../evidence/refusal-facts.ts';
import { quote } from '../quote.ts';
import type { Rule } from '../rule.ts';

/** How an API refuses a token for the way it is bound, or is not (RFC 9449 §7, RFC 8705 §3). The first that fits. */
export const API_BINDING_RULES: readonly Rule[] = [
  {
    id: 'api-use-dpop-nonce',
    severity: 'error',
    title: 'The API wants a DPoP proof with its nonce',
    why: 'The proof of the key has to hold a value that the API gives anew from time to time, so that old proofs cannot be used again.',
    reference: 'RFC 9449 §9',
    check: (facts) =>
      facts.status >= 400 && parameterOf(facts, 'error') === 'use_dpop_nonce' && sentScheme(facts) === 'dpop'
        ? {
            seen: seenRefusal(facts),
            nextStep: 'Call it again: the nonce is known now.',
            actions: [{ kind: 'retry' }],
          }
        : null,
  },
  {
    id: 'api-dpop-required',
    severity: 'error',
    title: 'The API wants a token that is bound to a key (DPoP)',
    why: 'It does not take bearer tokens here: each call has to carry a proof of the key that the token was got with.',
    reference: 'RFC 9449 §7.1',
    check: (facts) => {
      const challenge = challengeOf(facts.challenges, 'DPoP');
      if (facts.status !== 401 || !challenge || sentScheme(facts) === 'dpop') return null;
      // Where both are offered it is this token that needs the proof, not the API.
      if (challengeOf(facts.challenges, 'Bearer') && boundKeyOf(facts) === null) return null;
      const algorithms = challengeParameter(challenge, 'algs');
      return {
        seen: seenRefusal(facts),
        nextStep: `${boundKeyOf(facts) === null ? 'Get a token that is bound to a key, and call again.' : 'This token is bound to a key: send it with the scheme DPoP and a proof of that key.'}${algorithms ? ` The API takes proofs by ${algorithms.split(/[\s,]+/).join(', ')}.` : ''}`,
        actions: [{ kind: 'use-dpop' }],
      };
    },
  },
  {
    id: 'api-dpop-refused',
    severity: 'error',
    title: 'The API does not accept the DPoP proof',
    why: 'It is too old, used before, or made for another address or key; by what is known here, nothing is wrong with it.',
    reference: 'RFC 9449 §7.1',
    check: (facts) =>
      facts.status >= 400 && parameterOf(facts, 'error') === 'invalid_dpop_proof'
        ? {
            seen: seenRefusal(facts),
            nextStep: 'Call it again; then get a new token, and compare the proof with the API’s log.',
            actions: [{ kind: 'retry' }, { kind: 'new-token-and-retry' }],
          }
        : null,
  },
  {
    id: 'api-certificate-differs',
    severity: 'error',
    title: 'The call did not present the certificate that the token is bound to',
    why: 'Such a token is good only over a connection that presents the same certificate as the one it was got over.',
    reference: 'RFC 8705 §3',
    check: (facts) => {
      const { exchange } = facts;
      const token = carriedToken(facts);
      const bound = token === null ? null : (confirmationOfToken(token)?.x5tS256 ?? null);
      const presented = presentedThumbprint(facts);
      return exchange.response && facts.status === 401 && bound !== null && presented !== bound
        ? {
            seen: `The token names ${quote(bound)}; presented: ${presented === null ? 'none' : quote(presented)}.`,
            nextStep:
              facts.url.protocol === 'https:'
                ? presented === null
                  ? 'Present the certificate that the token was got with, and call again.'
                  : 'Get a token with the certificate that is presented now, and call again.'
                : 'Use the https:// address: over plain HTTP no certificate is presented.',
            actions:
              facts.url.protocol !== 'https:'
                ? []
                : presented === null
                  ? certificateActions(facts)
                  : [{ kind: 'new-token-and-retry' }],
          }
        : null;
    },
  },
  {
    id: 'api-certificate-wanted',
    severity: 'error',
    title: 'The API misses the certificate that goes with the token',
    why: 'It says so in words. A token that is bound to a certificate is good only over a connection that presents the same one.',
    reference: 'RFC 8705 §3',
    check: (facts) => {
      if (facts.status !== 401 || !CERTIFICATE.test(explanation(facts))) return null;
      return presentedThumbprint(facts) === null
        ? {
            seen: seenRefusal(facts),
            nextStep:
              'Choose a certificate under “Sender constraint” in card 1, get a token with it, and call again.',
            actions: certificateActions(facts),
          }
        : {
            seen: seenRefusal(facts),
            nextStep: 'Get a token with the certificate that is presented now, and call again.',
            actions: [{ kind: 'new-token-and-retry' }],
          };
    },
  },
];

const CERTIFICATE =
  /certificate.{0,40}(thumbprint|mismatch|match|missing|required|not (presented|provided|bound)|binding)|(missing|no|requires an?) client certificate|x5t#S256|\bmtls\b|mutual tls/i;

/** `x5t#S256` of the certificate that was ready for the connection; null for none. */
export function presentedThumbprint({ exchange: { tls } }: Evidence): string | null {
  return tls?.clientCertificate === undefined ? null : thumbprintOfFingerprint(tls.clientCertificate);
}
