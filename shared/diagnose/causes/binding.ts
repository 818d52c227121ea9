import { presentsCertificate } from '../../oauth/client-authentication/client-certificate.ts';
import { certificateActions } from '../certificate-actions.ts';
import { type Cause, CLIENT_ENDPOINTS, EVERYWHERE, hinted, onCode, when } from './cause.ts';

/** What a server says is wrong with a proof, in a sentence. */
const PROOF_FAULTS: readonly (readonly [words: RegExp, why: string])[] = [
  [/\balg\b|algorithm/i, 'The server does not accept the algorithm of the proof.'],
  [
    /\bjti\b|replay|already (been )?used|reuse/i,
    'The server has seen this proof before: each request needs a new one.',
  ],
  [
    /\bhtu\b|\bhtm\b/i,
    'The server compares the proof with another URL or method, often one that a proxy has rewritten.',
  ],
  [/\bath\b/i, 'The server finds that the proof was not made for this token.'],
  [/\bjkt\b|thumbprint|bound|binding/i, 'The server expects a proof by another key.'],
  [/\biat\b|expired|too old|future|clock/i, 'By the server’s clock the proof is too old or from the future.'],
];

/** Requests that should prove a key or present a certificate, and tokens that are bound to one (RFC 8705, RFC 9449). */
export const BINDING_CAUSES = {
  'oauth-client-certificate-required': {
    family: 'binding',
    purposes: CLIENT_ENDPOINTS,
    what: 'the server wants a client certificate',
    why: ({ workspace }) =>
      presentsCertificate(workspace)
        ? 'One was ready to be presented, but this address may not ask for it, or a proxy in front ends TLS.'
        : 'This client has to prove itself in TLS (mutual TLS), not only with a secret.',
    reference: 'RFC 8705 §2',
    check: 'see whether mutual TLS is required',
    step: (facts) =>
      presentsCertificate(facts.workspace)
        ? {
            nextStep:
              'Use the token endpoint for client certificates; the metadata lists it under mtls_endpoint_aliases.',
          }
        : {
            nextStep: 'Choose a key with a certificate, or use a client that may authenticate another way.',
            actions: certificateActions(facts),
          },
    weigh: (facts) =>
      // A page has a cause of its own.
      facts.answer.page !== null ||
      (facts.answer.code === null && facts.status !== 401 && facts.status !== 400 && facts.status !== 403)
        ? []
        : when(
            /mutual[- ]tls|\bmtls\b|client certificate/i.test(facts.answer.words),
            /\bor\b/i.test(facts.answer.words) ? 5 : 13,
            'The server speaks of client certificates.',
          ).concat(
            facts.exchange.tls?.clientCertificate === undefined
              ? hinted(facts, 12, 'tlsCertificate', 'missing')
              : [],
          ),
  },
  'oauth-use-dpop-nonce': {
    family: 'binding',
    purposes: EVERYWHERE,
    what: 'the server wants its DPoP nonce',
    why: 'Each proof has to carry a value that the server gives.',
    reference: 'RFC 9449 §8',
    check: 'send it again with the nonce',
    step: () => ({
      nextStep: 'Send the request again: the nonce is known now.',
      actions: [{ kind: 'retry' }],
    }),
    weigh: (facts) => onCode(facts, 'use_dpop_nonce', 32),
  },
  'oauth-invalid-dpop-proof': {
    family: 'binding',
    purposes: EVERYWHERE,
    what: 'the server rejects the DPoP proof',
    why: ({ answer }) =>
      PROOF_FAULTS.find(([words]) => words.test(answer.words))?.[1] ??
      'It may be too old, reused, or made for another URL or key. The proof itself looks right.',
    reference: 'RFC 9449 §5',
    check: 'compare the proof with the server’s log',
    step: () => ({
      nextStep: 'Try again; then compare the decoded proof with the server’s log.',
      actions: [{ kind: 'retry' }],
    }),
    weigh: (facts) => onCode(facts, 'invalid_dpop_proof', 32),
  },
  'oauth-dpop-unsupported': {
    family: 'binding',
    purposes: ['token'],
    what: 'the server does not support DPoP here',
    why: 'It says that proofs are not supported or not enabled for this client.',
    reference: 'RFC 9449 §5',
    check: 'see whether DPoP is enabled',
    step: () => ({
      nextStep: 'Have DPoP enabled for this client at the server; without it, tokens are bearer tokens.',
      actions: [{ kind: 'drop-dpop' }],
    }),
    weigh: (facts) =>
      facts.proof === null ? [] : hinted(facts, 13, 'proof', 'unsupported', 'disabled', 'denied'),
  },
} as const satisfies Record<string, Cause>;
