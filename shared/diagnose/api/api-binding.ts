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
    title: 'The API requires its nonce in the proof',
    why: 'The DPoP proof must contain a fresh value from the API, so that old proofs cannot be reused.',
    reference: 'RFC 9449 §9',
    check: (facts) =>
      facts.status >= 400 && parameterOf(facts, 'error') === 'use_dpop_nonce' && sentScheme(facts) === 'dpop'
        ? {
            seen: seenRefusal(facts),
            nextStep: 'Call again: the nonce is known now.',
            actions: [{ kind: 'retry' }],
          }
        : null,
  },
  {
    id: 'api-dpop-required',
    severity: 'error',
    title: 'The API requires a DPoP-bound token',
    why: 'It does not accept bearer tokens here: each call needs a DPoP proof with the token’s key.',
    reference: 'RFC 9449 §7.1',
    check: (facts) => {
      const challenge = challengeOf(facts.challenges, 'DPoP');
      if (facts.status !== 401 || !challenge || sentScheme(facts) === 'dpop') return null;
      // Where both are offered it is this token that needs the proof, not the API.
      if (challengeOf(facts.challenges, 'Bearer') && boundKeyOf(facts) === null) return null;
      const algorithms = challengeParameter(challenge, 'algs');
      return {
        seen: seenRefusal(facts),
        nextStep: `${boundKeyOf(facts) === null ? 'Get a DPoP-bound token, and call again.' : 'This token is bound to a key: send it with the DPoP scheme and a proof by that key.'}${algorithms ? ` The API takes proofs by ${algorithms.split(/[\s,]+/).join(', ')}.` : ''}`,
        actions: [{ kind: 'use-dpop' }],
      };
    },
  },
  {
    id: 'api-dpop-refused',
    severity: 'error',
    title: 'The API rejected the DPoP proof',
    why: 'It may be too old, reused, or for another URL or key. The proof itself looks right.',
    reference: 'RFC 9449 §7.1',
    check: (facts) =>
      facts.status >= 400 && parameterOf(facts, 'error') === 'invalid_dpop_proof'
        ? {
            seen: seenRefusal(facts),
            nextStep: 'Call again. If it fails, get a new token and compare the proof with the API’s log.',
            actions: [{ kind: 'retry' }, { kind: 'new-token-and-retry' }],
          }
        : null,
  },
  {
    id: 'api-certificate-differs',
    severity: 'error',
    title: 'The token’s certificate was not presented',
    why: 'A certificate-bound token works only over a connection that presents the same certificate.',
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
                  ? 'Present the certificate that the token was issued for, and call again.'
                  : 'Get a token with the current certificate, and call again.'
                : 'Use the https:// URL: plain HTTP presents no certificate.',
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
    title: 'The API expects the token’s certificate',
    why: 'The API says so. A certificate-bound token works only over a connection that presents the same certificate.',
    reference: 'RFC 8705 §3',
    check: (facts) => {
      if (facts.status !== 401 || !CERTIFICATE.test(explanation(facts))) return null;
      return presentedThumbprint(facts) === null
        ? {
            seen: seenRefusal(facts),
            nextStep:
              'Choose a certificate under “Token binding” in step 1, get a token with it, and call again.',
            actions: certificateActions(facts),
          }
        : {
            seen: seenRefusal(facts),
            nextStep: 'Get a token with the current certificate, and call again.',
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
