import { authMethodsOf } from '../../discovery/server-metadata.ts';
import { METHOD_NAMES, METHODS, sendsSecret } from '../../oauth/methods/methods.ts';
import { metadataEndpoint } from '../causes/endpoint-hints.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { FindingAction } from '../finding.ts';
import { list, quote } from '../quote.ts';
import type { Rule } from '../rule.ts';

/** A token request held against the server's metadata, where that is known. All that fit. */
export const METADATA_LINT: readonly Rule[] = [
  {
    id: 'lint-token-endpoint-differs',
    severity: 'warning',
    title: 'The metadata names another token endpoint',
    why: 'The client secret is about to go to an address that is not the one which the server publishes.',
    reference: 'RFC 8414 §2',
    check: (facts) => {
      const named = metadataEndpoint(facts);
      return named === null
        ? null
        : {
            seen: `The metadata says ${quote(named)}.`,
            nextStep: 'Use that address, unless you know why not.',
            actions: [{ kind: 'use-url', url: named }],
          };
    },
  },
  {
    id: 'lint-auth-method-unsupported',
    severity: 'warning',
    title: 'The server does not offer this authentication method',
    why: 'Its metadata lists how clients may authenticate at the token endpoint, and this way is not among them.',
    reference: 'RFC 8414 §2',
    check: (facts) => {
      const used = usedMethod(facts);
      const offered = facts.metadata?.token_endpoint_auth_methods_supported;
      if (used === null || offered === undefined || offered.includes(used)) return null;
      const to = (['client_secret_basic', 'client_secret_post'] as const).find((method) =>
        offered.includes(method),
      );
      const actions: FindingAction[] = to ? [{ kind: 'switch-auth-method', to }] : [];
      return {
        seen: `Used: ${quote(used)}; offered: ${offered.length > 0 ? list(offered.map((method) => quote(method))) : 'none'}.`,
        nextStep: to ? `Use ${to}.` : 'Use a client with one of the methods that are offered.',
        actions,
      };
    },
  },
  {
    id: 'lint-auth-method-unlisted',
    severity: 'info',
    title: 'The server does not say which authentication methods it offers',
    why: 'Its metadata has no list of them. By the standard that means client_secret_basic alone; many servers just leave it away.',
    reference: 'RFC 8414 §2',
    check: (facts) => {
      const used = usedMethod(facts);
      const { metadata } = facts;
      return !metadata ||
        metadata.token_endpoint_auth_methods_supported !== undefined ||
        used === null ||
        authMethodsOf(metadata).includes(used)
        ? null
        : {
            seen: `Used: ${quote(used)}; token_endpoint_auth_methods_supported: none.`,
            nextStep: 'Try it. If the server refuses the client, use client_secret_basic.',
          };
    },
  },
  {
    id: 'lint-grant-unsupported',
    severity: 'warning',
    title: 'The server does not list the client credentials flow',
    why: 'Its metadata names the flows that it offers, and this one is not among them.',
    reference: 'RFC 8414 §2',
    check: ({ metadata }) => {
      const grants = metadata?.grant_types_supported;
      return grants === undefined || grants.includes('client_credentials')
        ? null
        : {
            seen: `grant_types_supported: ${list(grants.map((grant) => quote(grant)))}.`,
            nextStep:
              'Have it enabled at the server. Some servers offer it without listing it, so trying does no harm.',
          };
    },
  },
  {
    id: 'lint-scope-unlisted',
    severity: 'info',
    title: 'A scope is not in the server’s list',
    why: 'The metadata lists scopes, though it need not list all. Names are compared letter by letter, capitals too.',
    reference: 'RFC 8414 §2',
    check: ({ metadata, requestedScopes }) => {
      const known = metadata?.scopes_supported;
      const unlisted =
        known && !isOpenIdAlone(known) ? requestedScopes.filter((scope) => !known.includes(scope)) : [];
      return unlisted.length > 0
        ? {
            seen: `Not listed: ${list(unlisted.map((scope) => quote(scope)))}.`,
            nextStep: 'Check the spelling; if it is right, just try.',
            actions: [{ kind: 'drop-scopes', scopes: unlisted }],
          }
        : null;
    },
  },
  {
    id: 'lint-symmetric-secret',
    severity: 'info',
    title: 'The server offers something better than a secret',
    why: 'A secret is known to both sides and travels with each request. With a key pair or a certificate the private part never leaves this side.',
    reference: 'RFC 9700 §2.5',
    check: (facts) => {
      const better = facts.metadata
        ? authMethodsOf(facts.metadata).filter((method) => isAsymmetric(method))
        : [];
      return facts.sent.hasSecret && better.length > 0
        ? {
            seen: `Offered: ${list(better.map((method) => quote(method)))}.`,
            nextStep: 'For use in production, have the client registered with one of these.',
          }
        : null;
    },
  },
];

/** Microsoft Entra, Auth0 and Cognito list what a person's sign-in can have, and no scope of any API. */
function isOpenIdAlone(scopes: readonly string[]): boolean {
  return scopes.includes('openid') && scopes.every((scope) => OPENID_SCOPES.includes(scope));
}

/** OpenID Connect Core §5.4 and §11, and the claims that Auth0 lists beside them. */
const OPENID_SCOPES: readonly string[] = [
  ...['openid', 'profile', 'email', 'address', 'phone', 'offline_access'],
  ...[
    'name',
    'given_name',
    'family_name',
    'nickname',
    'email_verified',
    'picture',
    'created_at',
    'identities',
  ],
];

function usedMethod({ sent, client }: Evidence): string | null {
  if (sent.basic) return 'client_secret_basic';
  if (sent.post) return 'client_secret_post';
  // The others add nothing to the request that tells them apart.
  return sendsSecret(client.authMethod) ? null : client.authMethod;
}

function isAsymmetric(method: string): boolean {
  return METHOD_NAMES.some((name) => name === method && METHODS[name].isAsymmetric);
}
