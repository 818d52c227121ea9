import { endpointsOf } from '../../discovery/endpoints.ts';
import { presentsCertificate } from '../../oauth/client-authentication/client-certificate.ts';
import { presentsAnyway } from '../../oauth/dpop/sender-constraint.ts';
import { certificateActions } from '../certificate-actions.ts';
import { seenAnd } from '../evidence/assertion-facts.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { seenError } from '../evidence/refusal-facts.ts';
import { quote } from '../quote.ts';
import type { Rule } from '../rule.ts';

/** Why a client that proves itself in the TLS handshake was refused (RFC 8705 §2). The first that fits. */
export const CLIENT_CERTIFICATE_RULES: readonly Rule[] = [
  {
    id: 'client-certificate-missing',
    severity: 'error',
    title: 'No certificate was presented',
    why: 'This client authenticates with a certificate in the TLS handshake, and none was presented.',
    reference: 'RFC 8705 §2',
    check: (facts) => {
      if (!isRefused(facts) || presentsCertificate(facts.workspace)) return null;
      const alias = facts.metadata?.mtls_endpoint_aliases?.token_endpoint;
      const isElsewhere = alias !== undefined && alias !== facts.url.href;
      return {
        seen: seenError(facts),
        nextStep: `Choose a key with a certificate: generate one, or import the one that the server knows.${isElsewhere ? ` The server takes certificates at ${quote(alias)}.` : ''}`,
        actions: certificateActions(facts),
      };
    },
  },
  {
    id: 'client-certificate-refused',
    severity: 'error',
    title: 'The server rejected the client’s certificate',
    why: 'It may not request certificates at this URL, not trust the issuer, or have another certificate registered.',
    reference: 'RFC 8705 §2',
    check: (facts) => {
      if (!isRefused(facts)) return null;
      const alias = endpointsOf(facts.workspace, { mtls: true }).token_endpoint;
      const isElsewhere = alias !== null && URL.canParse(alias) && new URL(alias).href !== facts.url.href;
      const subject = facts.exchange.tls?.clientCertificateSubject;
      return {
        seen:
          subject === undefined
            ? seenError(facts)
            : seenAnd(facts, `Ready to be presented: ${quote(subject)}.`),
        nextStep: isElsewhere
          ? `The server names ${quote(alias)} for clients that present a certificate: use that address.`
          : facts.client.authMethod === 'tls_client_auth'
            ? 'Compare the subject with the registered one, and check that the server trusts the certificate’s CA.'
            : 'Register this certificate at the server (see “Keys and certificates”), and check that this URL requests certificates: servers often have a second one for that.',
        actions: isElsewhere
          ? [{ kind: 'use-url', url: alias }]
          : [{ kind: 'choose-key', use: 'certificate' }],
      };
    },
  },
];

function isRefused({ client, outcome, sent }: Evidence): boolean {
  return (
    presentsAnyway(client) &&
    !sent.basic &&
    !sent.post &&
    !sent.byAssertion &&
    outcome?.kind === 'error' &&
    outcome.error === 'invalid_client'
  );
}
