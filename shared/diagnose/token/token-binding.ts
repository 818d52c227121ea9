import { isJsonObject } from '../../json/json-object.ts';
import { presentsAnyway } from '../../oauth/dpop/sender-constraint.ts';
import { decodeJwt } from '../../oauth/jwt/jwt.ts';
import { jwkThumbprint } from '../../oauth/jwt/thumbprint.ts';
import { confirmationOfToken } from '../../oauth/token/confirmation.ts';
import { MASK } from '../../text/sensitive-text.ts';
import { presentedThumbprint } from '../api/api-binding.ts';
import { hasProofHeader } from '../evidence/dpop-facts.ts';
import { list, quote } from '../quote.ts';
import type { Rule } from '../rule.ts';
import { tokenRule } from './token-success.ts';

/** Whether a token is bound to what was shown when it was asked for (RFC 9449 §5, §6; RFC 8705 §3). All that fit. */
export const TOKEN_BINDING_RULES: readonly Rule[] = [
  tokenRule(
    {
      id: 'token-not-bound',
      severity: 'warning',
      title: 'The token is not bound to the key',
      why: 'A proof of the key went along, but the answer says Bearer: the token works for anyone who holds it.',
      reference: 'RFC 9449 §5',
    },
    ({ tokenType, accessToken }, { proof }) => {
      if (!proof || !/^bearer$/i.test(tokenType ?? '')) return null;
      const isNamed = confirmationOfToken(accessToken)?.jkt != null;
      return {
        seen: `token_type: ${quote(tokenType ?? '')}, although ${isNamed ? 'its claim cnf.jkt names the key' : 'the request had a DPoP proof'}.`,
        nextStep: isNamed
          ? 'It is sent as a bearer token here, as the answer says. Have the server say token_type: DPoP.'
          : 'It is sent as a bearer token here. Have DPoP switched on at the server, or for this client.',
      };
    },
  ),
  tokenRule(
    {
      id: 'token-type-dpop',
      severity: 'warning',
      title: 'The token is bound to a key (DPoP), and none was shown',
      why: 'Each call has to carry a proof of that key. Without it the token is good for nothing.',
      reference: 'RFC 9449 §5',
    },
    ({ tokenType }, facts) =>
      /^dpop$/i.test(tokenType ?? '') && !hasProofHeader(facts)
        ? {
            seen: `token_type: ${quote(tokenType ?? '')}, although the request had no proof.`,
            nextStep: 'Prove a key with the token request; the token is then bound to that one.',
            actions: [{ kind: 'use-dpop' }],
          }
        : null,
  ),
  tokenRule(
    {
      id: 'token-other-key',
      severity: 'error',
      title: 'The token is bound to another key than the one that was proven',
      why: 'Its claim cnf.jkt has to be the thumbprint of the key in the proof. Calls that prove ours will be refused.',
      reference: 'RFC 9449 §6.1',
    },
    ({ accessToken }, { proof }) => {
      const jkt = confirmationOfToken(accessToken)?.jkt ?? null;
      return proof?.jkt && jkt !== null && jkt !== proof.jkt
        ? {
            seen: `cnf.jkt: ${quote(jkt)}; the key of the proof: ${quote(proof.jkt)}.`,
            nextStep:
              'Report it to the server’s maker: it computes the thumbprint of RFC 7638 wrongly, or mixes requests up.',
          }
        : null;
    },
  ),
  tokenRule(
    {
      id: 'token-key-unknown',
      severity: 'warning',
      title: 'The token is bound to a key that is not in the workspace',
      why: 'Whoever calls an API with it has to prove that very key, and it is not at hand here.',
      reference: 'RFC 9449 §6',
    },
    ({ tokenType }, { proof, workspace }) =>
      /^dpop$/i.test(tokenType ?? '') &&
      proof?.jkt &&
      !workspace.keys?.some(({ publicJwk }) => jwkThumbprint(publicJwk) === proof.jkt)
        ? {
            seen: `The key of the proof has the thumbprint ${quote(proof.jkt)}.`,
            nextStep: 'Get another token with a key of the workspace.',
            actions: [{ kind: 'mend-proof' }],
          }
        : null,
  ),
  tokenRule(
    {
      id: 'token-key-unnamed',
      severity: 'warning',
      title: 'The token does not name its key',
      why: 'It is said to be bound, but has no claim cnf.jkt, so that an API that reads it cannot know which key to ask for.',
      reference: 'RFC 9449 §6.1',
    },
    ({ accessToken, tokenType }) =>
      /^dpop$/i.test(tokenType ?? '') && decodeJwt(accessToken) && !confirmationOfToken(accessToken)?.jkt
        ? {
            seen: `token_type: ${quote(tokenType ?? '')}; the token is a JWT without cnf.jkt.`,
            nextStep:
              'Have the server put the confirmation into its tokens; introspection may still tell it.',
          }
        : null,
  ),
  tokenRule(
    {
      id: 'token-other-certificate',
      severity: 'error',
      title: 'The token is bound to another certificate than the one that was presented',
      why: 'Its claim cnf.x5t#S256 has to be the hash of our certificate. Calls that present ours will be refused. Often a proxy ends TLS in front of the server.',
      reference: 'RFC 8705 §3.1',
    },
    ({ accessToken }, facts) => {
      const bound = confirmationOfToken(accessToken)?.x5tS256 ?? null;
      const presented = presentedThumbprint(facts);
      return bound !== null && presented !== null && bound !== presented
        ? {
            seen: `cnf.x5t#S256: ${quote(bound)}; presented: ${quote(presented)}.`,
            nextStep: 'Have the proxy pass the client’s certificate on, and the server read it from there.',
          }
        : null;
    },
  ),
  tokenRule(
    {
      id: 'token-certificate-unnamed',
      severity: 'warning',
      title: 'The token is not bound to the certificate',
      why: 'A certificate was ready for the connection, but the token has no claim cnf.x5t#S256: it works for anyone who holds it.',
      reference: 'RFC 8705 §3',
    },
    ({ accessToken }, facts) => {
      const { client, metadata } = facts;
      // With a method of RFC 8705 §2 the certificate is there to authenticate; binding is another matter.
      const wanted = !presentsAnyway(client) || metadata?.tls_client_certificate_bound_access_tokens === true;
      const isReadable = accessToken !== MASK && decodeJwt(accessToken) !== null;
      return wanted &&
        isReadable &&
        presentedThumbprint(facts) !== null &&
        !confirmationOfToken(accessToken)?.x5tS256
        ? {
            seen: 'The token is a JWT without cnf.x5t#S256.',
            nextStep:
              'Have certificate-bound tokens switched on for this client; the server must also ask for a certificate in the handshake.',
          }
        : null;
    },
  ),
  tokenRule(
    {
      id: 'token-bound-to-key',
      severity: 'warning',
      title: 'The token is bound to a key or certificate that was not shown',
      why: 'Its claim cnf names what the caller has to prove. Sent without that proof, an API should refuse it.',
      reference: 'RFC 7800 §3.1',
      supersedes: ['token-type-dpop'],
    },
    ({ accessToken }, facts) => {
      const { cnf } = decodeJwt(accessToken)?.claims ?? {};
      const names = isJsonObject(cnf) ? Object.keys(cnf) : [];
      const shown = [
        ...(facts.proof ? ['jkt'] : []),
        ...(presentedThumbprint(facts) === null ? [] : ['x5t#S256']),
      ];
      const unshown = names.filter((name) => !shown.includes(name));
      return unshown.length > 0
        ? {
            seen: `Its claim cnf has ${list(unshown.map((name) => quote(name, 40)))}.`,
            nextStep: unshown.includes('jkt')
              ? 'Prove a key with the token request; the token is then bound to that one.'
              : unshown.includes('x5t#S256')
                ? 'Present the certificate with the token request and with each call: choose it in step 1.'
                : 'Look in the API’s manual for how the key is proven: it is neither by DPoP nor by a certificate.',
            actions: unshown.includes('jkt') ? [{ kind: 'use-dpop' }] : [],
          }
        : null;
    },
  ),
];
