import { endpointsOf } from '../../discovery/endpoints.ts';
import { EXPLICIT_TYPE } from '../../model/default-assertion.ts';
import { assertionAudience, assertionOf, issuerOf } from '../../oauth/client-authentication/assertion.ts';
import {
  certificateKeyOf,
  presentsCertificate,
} from '../../oauth/client-authentication/client-certificate.ts';
import { presentsAnyway } from '../../oauth/dpop/sender-constraint.ts';
import { METHODS } from '../../oauth/methods/methods.ts';
import { describeFault } from '../evidence/assertion-facts.ts';
import { list, quote } from '../quote.ts';
import type { Rule } from '../rule.ts';

/** What is off about a client's assertion or certificate before it is used. All that fit. */
export const CLIENT_AUTH_LINT: readonly Rule[] = [
  {
    id: 'lint-assertion-missing',
    severity: 'warning',
    title: 'There is nothing to sign the assertion with',
    why: 'The chosen method sends a signed JWT; without a key none can be made, and the server will most likely answer invalid_client.',
    reference: 'RFC 7523 §2.2',
    check: ({ client: { authMethod }, sent, workspace, parameters }) => {
      const isEmpty = parameters.some(([name, value]) => name === 'client_assertion' && value === '');
      if (!isEmpty || sent.assertion || workspace.request.rawBody !== null) return null;
      return METHODS[authMethod].assertion === 'secret'
        ? {
            seen: 'The client secret is empty.',
            nextStep: 'Enter the secret that the assertion is signed with.',
          }
        : {
            seen: 'No key is chosen.',
            nextStep:
              'Choose a key in the card “Server and client”, or make one there and register its public half at the server.',
          };
    },
  },
  {
    id: 'lint-assertion-faulty',
    severity: 'info',
    title: 'The assertion is wrong on purpose',
    why: 'A fault is switched on, to see what the server makes of it. A server that gives a token all the same does not check enough.',
    reference: 'RFC 7523 §3',
    check: ({ client, sent }) => {
      const { fault } = assertionOf(client);
      return fault !== null && sent.assertion
        ? {
            seen: `The fault ${quote(fault)} is on.`,
            nextStep: `${describeFault(fault)} Switch it off for a request that should pass.`,
          }
        : null;
    },
  },
  {
    id: 'lint-assertion-audience',
    severity: 'info',
    title: 'The assertion does not name the issuer as its only aud',
    why: 'RFC 10070 allows only the issuer, so that no other server can use the assertion. Older servers still expect their token endpoint.',
    reference: 'RFC 10070',
    check: ({ client, sent, workspace }) => {
      const issuer = issuerOf(workspace);
      const aud = sent.assertion?.claims.aud;
      if (aud === undefined || issuer === '' || aud === issuer || assertionOf(client).fault !== null)
        return null;
      return {
        seen: `aud is ${quote(typeof aud === 'string' ? aud : JSON.stringify(aud))}; the issuer is ${quote(issuer)}.`,
        nextStep: 'Choose Issuer as the audience, unless this server refuses it.',
      };
    },
  },
  {
    id: 'lint-assertion-type',
    severity: 'info',
    title: 'The assertion has no type of its own',
    why: 'RFC 10070 requires the typ client-authentication+jwt, so that no other JWT can be used instead.',
    reference: 'RFC 10070',
    check: ({ client, sent, workspace }) => {
      const typ = sent.assertion?.header.typ;
      const isByRfc = typeof typ === 'string' && /^(application\/)?client-authentication\+jwt$/i.test(typ);
      // Before the issuer is known, and for the older audience, the older type is right.
      const isOlder = assertionAudience(workspace).from !== 'issuer';
      return !sent.assertion || isByRfc || isOlder || assertionOf(client).fault !== null
        ? null
        : {
            seen: typ === undefined ? 'The header has no typ.' : `typ is ${quote(String(typ))}.`,
            nextStep: `Set the type to ${EXPLICIT_TYPE}, unless this server refuses it.`,
          };
    },
  },
  {
    id: 'lint-assertion-issuer-unknown',
    severity: 'info',
    title: 'The issuer is not known: aud is the token endpoint',
    why: 'RFC 10070 requires the issuer as the only aud, and the typ client-authentication+jwt. Older servers accept the token endpoint and JWT.',
    reference: 'RFC 10070',
    check: ({ client, sent, workspace }) =>
      sent.assertion &&
      assertionOf(client).audience === 'issuer' &&
      assertionAudience(workspace).from !== 'issuer'
        ? {
            seen: `aud is ${quote(String(sent.assertion.claims.aud))}.`,
            nextStep: 'Discover the server’s metadata or enter its issuer: then both follow RFC 10070.',
          }
        : null,
  },
  {
    id: 'lint-assertion-algorithm-unsupported',
    severity: 'warning',
    title: 'The server does not list this signature algorithm',
    why: 'Its metadata names the algorithms that it takes for assertions, and the chosen one is not among them.',
    reference: 'RFC 8414 §2',
    check: ({ metadata, sent }) => {
      const offered = metadata?.token_endpoint_auth_signing_alg_values_supported;
      const used = sent.assertion?.header.alg;
      return typeof used !== 'string' || offered === undefined || offered.includes(used)
        ? null
        : {
            seen: `Used: ${quote(used)}; offered: ${list(offered.map((algorithm) => quote(algorithm)))}.`,
            nextStep: 'Choose one that is offered; another kind of key may be needed for it.',
          };
    },
  },
  {
    id: 'lint-client-certificate-missing',
    severity: 'warning',
    title: 'There is no certificate to present',
    why: 'The chosen method proves the client in the TLS handshake; without a certificate nothing is proven.',
    reference: 'RFC 8705 §2',
    check: ({ client, workspace }) => {
      if (!presentsAnyway(client) || presentsCertificate(workspace)) return null;
      const key = certificateKeyOf(workspace);
      return key
        ? {
            seen: `The key ${quote(key.name)} has no certificate.`,
            nextStep:
              'Make a certificate for it under “Keys and certificates”, or add the one that was issued for it.',
          }
        : {
            seen: 'No certificate is chosen.',
            nextStep:
              'Choose a key with a certificate in the card “Server and client”, or make or import one there.',
          };
    },
  },
  {
    id: 'lint-client-certificate-http',
    severity: 'warning',
    title: 'Over plain HTTP no certificate is presented',
    why: 'A client certificate is shown while a TLS connection is set up, and there is none here.',
    reference: 'RFC 8705 §2',
    check: ({ url, workspace }) =>
      url.protocol === 'http:' && presentsCertificate(workspace)
        ? { seen: `The request goes to ${quote(url.origin)}.`, nextStep: 'Use the https:// URL.' }
        : null,
  },
  {
    id: 'lint-mtls-alias',
    severity: 'info',
    title: 'The request goes to the server’s address for client certificates',
    why: 'The server publishes another token endpoint for clients that present a certificate, and this one does.',
    reference: 'RFC 8705 §5',
    check: ({ url, workspace }) => {
      const plain = endpointsOf(workspace).token_endpoint;
      const alias = presentsCertificate(workspace)
        ? endpointsOf(workspace, { mtls: true }).token_endpoint
        : null;
      return alias !== null && alias !== plain && URL.canParse(alias) && new URL(alias).href === url.href
        ? {
            seen: `${quote(alias)} stands for ${quote(plain ?? '')}.`,
            nextStep: `It stands for ${plain ?? 'the token endpoint'} where a certificate is presented (mtls_endpoint_aliases).`,
          }
        : null;
    },
  },
];
