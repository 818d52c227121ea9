import { presentsCertificate } from '../../oauth/client-authentication/client-certificate.ts';
import { constraintOf, presentsAnyway } from '../../oauth/dpop/sender-constraint.ts';
import { describeProofFault, hasProofHeader, proofFaultOf } from '../evidence/dpop-facts.ts';
import { sentScheme } from '../evidence/refusal-facts.ts';
import { list, quote } from '../quote.ts';
import type { Rule } from '../rule.ts';

/** Said of a request that carries a proof, or would, were it not for the fault. */
export const PROOF_LINT: readonly Rule[] = [
  {
    id: 'lint-proof-faulty',
    severity: 'info',
    title: 'The proof is wrong on purpose',
    why: 'A fault is switched on, to see what the server makes of it. A server that goes on all the same does not check enough.',
    reference: 'RFC 9449 §4.3',
    check: (facts) => {
      const fault = proofFaultOf(facts);
      if (fault === null) return null;
      const isDue = facts.exchange.purpose === 'token' || sentScheme(facts) === 'dpop';
      return hasProofHeader(facts) || (fault === 'no-proof' && isDue)
        ? {
            seen: describeProofFault(fault),
            nextStep: `${describeProofFault(fault)} Switch it off for a request that should pass.`,
          }
        : null;
    },
  },
];

/** How a token request has its token bound (RFC 9449, RFC 8705 §3), or does not. All that fit. */
export const SENDER_CONSTRAINT_LINT: readonly Rule[] = [
  {
    id: 'lint-dpop-key-missing',
    severity: 'warning',
    title: 'There is no key to prove',
    why: 'DPoP is chosen, but no key for it, or one that is gone. The request goes out without a proof and brings a bearer token, if any.',
    reference: 'RFC 9449 §5',
    check: (facts) => {
      const { dpop } = facts.client;
      return dpop && dpop.fault !== 'no-proof' && !hasProofHeader(facts)
        ? {
            seen: dpop.keyId === null ? 'No key is chosen.' : 'The chosen key is no longer there.',
            nextStep: 'Generate one under “Token binding” in step 1.',
          }
        : null;
    },
  },
  {
    id: 'lint-binding-certificate-missing',
    severity: 'warning',
    title: 'There is no certificate to bind the token to',
    why: 'Mutual TLS is chosen, but no certificate for it. The request goes out without one and brings a bearer token, if any.',
    reference: 'RFC 8705 §3',
    check: ({ client, workspace }) =>
      constraintOf(client) === 'mtls' && !presentsAnyway(client) && !presentsCertificate(workspace)
        ? {
            seen: client.certificateKeyId === null ? 'No certificate is chosen.' : 'The chosen key has none.',
            nextStep: 'Make one under “Token binding” in step 1.',
          }
        : null,
  },
  {
    id: 'lint-dpop-algorithm-unsupported',
    severity: 'warning',
    title: 'The server does not list this algorithm for proofs',
    why: 'Its metadata names the algorithms that it takes for DPoP proofs, and the chosen one is not among them.',
    reference: 'RFC 9449 §5.1',
    check: ({ metadata, proof }) => {
      const offered = metadata?.dpop_signing_alg_values_supported;
      const used = proof?.algorithm;
      return !used || offered === undefined || offered.includes(used)
        ? null
        : {
            seen: `Used: ${quote(used)}; offered: ${list(offered.map((algorithm) => quote(algorithm)))}.`,
            nextStep: 'Choose one that is offered; another kind of key may be needed for it.',
          };
    },
  },
  {
    id: 'lint-dpop-unlisted',
    severity: 'info',
    title: 'The server does not say that it knows DPoP',
    why: 'Its metadata lists no algorithms for proofs. A server that does not know DPoP ignores the proof and gives a bearer token.',
    reference: 'RFC 9449 §5.1',
    check: ({ metadata, proof }) =>
      metadata && proof && metadata.dpop_signing_alg_values_supported === undefined
        ? {
            seen: 'The metadata has no dpop_signing_alg_values_supported.',
            nextStep: 'Try it: the answer’s token_type tells.',
          }
        : null,
  },
  {
    id: 'lint-sender-constrained',
    severity: 'info',
    title: 'The server can bind tokens to their owner',
    why: 'A bearer token works for anyone who holds it. A token that is bound to a key (DPoP) or a certificate is worth nothing to a thief.',
    reference: 'RFC 9700 §2.2.1',
    check: (facts) => {
      const { metadata, client } = facts;
      if (constraintOf(client) !== 'none' || hasProofHeader(facts)) return null;
      const ways = [
        ...((metadata?.dpop_signing_alg_values_supported ?? []).length > 0 ? ['DPoP'] : []),
        ...(metadata?.tls_client_certificate_bound_access_tokens === true ? ['client certificates'] : []),
      ];
      return ways.length > 0
        ? {
            seen: `The metadata offers ${list(ways)}.`,
            nextStep: 'For use in production, consider one of them: “Token binding” in step 1.',
          }
        : null;
    },
  },
];
